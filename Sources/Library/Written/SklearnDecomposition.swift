import Language

/// `sklearn.decomposition`: principal components with scikit-learn's names, numbers and signs. Written in the language.
enum SklearnDecomposition {
    static let module = NativeModule(
        "sklearn.decomposition", doc: "Samples in fewer numbers.",
        written: WrittenModule(source: text))

    private static let text = #"""
        import numpy as _np


        class PCA:
            """Principal components: the directions in which samples vary most, found by singular values.

            n_components: how many; a share of the variance below 1, such as 0.95; None: all. whiten: each component with
            variance 1. Attributes after fit: components_ [k, features], explained_variance_, explained_variance_ratio_,
            singular_values_, mean_, n_components_, noise_variance_."""

            def __init__(self, n_components=None, *, copy=True, whiten=False, svd_solver='auto', tol=0.0, iterated_power='auto',
                         n_oversamples=10, power_iteration_normalizer='auto', random_state=None):
                self.n_components = n_components
                self.copy = copy
                self.whiten = whiten
                self.svd_solver = svd_solver
                self.tol = tol
                self.iterated_power = iterated_power
                self.n_oversamples = n_oversamples
                self.power_iteration_normalizer = power_iteration_normalizer
                self.random_state = random_state

            def __repr__(self):
                given = [] if self.n_components is None else [f"n_components={self.n_components!r}"]
                return f"PCA({', '.join(given + (['whiten=True'] if self.whiten else []))})"

            def get_params(self, deep=True):
                """The settings."""
                names = ['copy', 'iterated_power', 'n_components', 'n_oversamples', 'power_iteration_normalizer', 'random_state', 'svd_solver', 'tol', 'whiten']
                return {name: getattr(self, name) for name in names}

            def fit(self, X, y=None):
                """Finds the components of samples [N, features]; gives itself."""
                self._fit(_samples(X))
                return self

            def _fit(self, X):
                if self.svd_solver not in ('auto', 'full', 'covariance_eigh', 'arpack', 'randomized'):
                    raise ValueError(f"The 'svd_solver' parameter of PCA must be a str among {{'auto', 'full', 'covariance_eigh', 'arpack', 'randomized'}}. Got {self.svd_solver!r} instead.")
                count, width = X.shape
                most = min(count, width)
                wanted = most if self.n_components is None else self.n_components
                if wanted == 'mle':
                    raise NotImplementedError("n_components='mle' is not available: give a number, or a share of the variance such as 0.95")
                isshare = isinstance(wanted, float) and 0 < wanted < 1
                if not isshare and (wanted != int(wanted) or not 0 <= wanted <= most):
                    raise ValueError(f"n_components={wanted!r} must be between 0 and min(n_samples, n_features)={most} with svd_solver={'full' if self.svd_solver == 'auto' else self.svd_solver!r}")
                self.mean_ = X.mean(axis=0)
                centred = X - self.mean_
                if width <= 1000 and count >= 10 * width:
                    # Many samples: the covariance is small, and its vectors are the same.
                    values, vectors = _np.linalg.eigh(centred.T @ centred / max(count - 1, 1))
                    variances, rows = _np.maximum(values[::-1], 0.0), vectors[:, ::-1].T
                    singular = _np.sqrt(variances * (count - 1))
                else:
                    _, singular, rows = _np.linalg.svd(centred, full_matrices=False)
                    variances = singular ** 2 / max(count - 1, 1)
                # The largest number of each component is positive, as in scikit-learn.
                signs = _np.sign(rows[_np.arange(len(rows)), _np.argmax(_np.abs(rows), axis=1)])
                rows = rows * _np.where(signs == 0, 1.0, signs).reshape(-1, 1)
                total = variances.sum()
                ratios = variances / total if total > 0 else variances * 0.0
                if isshare:
                    wanted = int(_np.searchsorted(_np.cumsum(ratios), wanted, side='right')) + 1
                k = min(int(wanted), most)
                self.n_components_ = k
                self.n_samples_ = count
                self.n_features_in_ = width
                self.components_ = rows[:k]
                self.explained_variance_ = variances[:k]
                self.explained_variance_ratio_ = ratios[:k]
                self.singular_values_ = singular[:k]
                self.noise_variance_ = float(variances[k:most].mean()) if k < most else 0.0
                return centred

            def _check(self):
                if not hasattr(self, 'components_'):
                    raise ValueError("This PCA instance is not fitted yet. Call 'fit' with appropriate arguments before using this estimator.")

            def _scales(self):
                return _np.sqrt(_np.maximum(self.explained_variance_, 1e-300))

            def transform(self, X):
                """Samples as numbers along the components: [N, k]."""
                self._check()
                X = _samples(X)
                if X.shape[1] != self.n_features_in_:
                    raise ValueError(f"X has {X.shape[1]} features, but PCA is expecting {self.n_features_in_} features as input.")
                points = (X - self.mean_) @ self.components_.T
                return points / self._scales() if self.whiten else points

            def fit_transform(self, X, y=None):
                """Finds the components and gives the samples along them: [N, k]."""
                points = self._fit(_samples(X)) @ self.components_.T
                return points / self._scales() if self.whiten else points

            def inverse_transform(self, X):
                """Samples from their numbers along the components: what the components keep of them."""
                self._check()
                X = _np.asarray(X, dtype='float64')
                if self.whiten:
                    X = X * self._scales()
                return X @ self.components_ + self.mean_


        def _samples(X):
            X = _np.asarray(X)
            if X.ndim != 2:
                raise ValueError(f"Expected 2D array, got {X.ndim}D array instead. Reshape your data: X.reshape(len(X), -1)")
            if min(X.shape) == 0:
                raise ValueError(f"Found array with {X.shape[0]} sample(s) (shape={X.shape}) while a minimum of 1 is required.")
            X = X.astype('float64')
            if not bool(_np.isfinite(X).all()):
                raise ValueError("Input X contains NaN or infinity.")
            return X
        """#
}
