import Language

/// `sklearn.manifold`: t-SNE, whose loops are those of `NeighbourEmbedding`, and how to judge it. Written in the language.
enum SklearnManifold {
    static let module = NativeModule(
        "sklearn.manifold", doc: "Samples as points whose neighbours stay neighbours.",
        written: WrittenModule(source: text))

    private static let text = #"""
        import numpy as _np
        import sklearn._neighbours as _native


        class TSNE:
            """t-SNE (van der Maaten and Hinton 2008): points in the plane such that neighbours stay neighbours.

            perplexity: about how many neighbours each sample has. learning_rate: 'auto' is max(N / early_exaggeration / 4, 50).
            init: 'pca', 'random' or an array [N, 2]. Forces between all pairs are computed exactly, so method and angle change
            nothing. Attributes after fit: embedding_, kl_divergence_, n_iter_, learning_rate_."""

            def __init__(self, n_components=2, *, perplexity=30.0, early_exaggeration=12.0, learning_rate='auto', max_iter=1000,
                         n_iter_without_progress=300, min_grad_norm=1e-7, metric='euclidean', metric_params=None, init='pca',
                         verbose=0, random_state=None, method='barnes_hut', angle=0.5, n_jobs=None):
                self.n_components = n_components
                self.perplexity = perplexity
                self.early_exaggeration = early_exaggeration
                self.learning_rate = learning_rate
                self.max_iter = max_iter
                self.n_iter_without_progress = n_iter_without_progress
                self.min_grad_norm = min_grad_norm
                self.metric = metric
                self.metric_params = metric_params
                self.init = init
                self.verbose = verbose
                self.random_state = random_state
                self.method = method
                self.angle = angle
                self.n_jobs = n_jobs

            def __repr__(self):
                return f"TSNE(n_components={self.n_components}, perplexity={self.perplexity:g})"

            def fit(self, X, y=None):
                """Finds points for samples [N, features]; gives itself."""
                self.fit_transform(X)
                return self

            def fit_transform(self, X, y=None):
                """Points for samples [N, features]: float32 [N, 2]."""
                X = _np.asarray(X)
                if X.ndim != 2:
                    raise ValueError(f"Expected 2D array, got {X.ndim}D array instead. Reshape your data: X.reshape(len(X), -1)")
                X = X.astype('float64')
                if not bool(_np.isfinite(X).all()):
                    raise ValueError("Input X contains NaN or infinity.")
                count = len(X)
                if self.n_components != 2:
                    raise NotImplementedError(f"n_components={self.n_components} is not available: TSNE makes points in the plane, n_components=2")
                if self.metric not in ('euclidean', 'cosine'):
                    raise NotImplementedError(f"metric={self.metric!r} is not available: 'euclidean' and 'cosine' are")
                if count > 20000:
                    raise ValueError(f"{count} samples would take hours: choose at most 20000 of them, X[:20000]")
                if not 0 < self.perplexity < count:
                    raise ValueError("perplexity must be less than n_samples" if self.perplexity > 0 else f"The 'perplexity' parameter of TSNE must be above 0. Got {self.perplexity} instead.")
                if self.max_iter < 250:
                    raise ValueError(f"The 'max_iter' parameter of TSNE must be an int in the range [250, inf). Got {self.max_iter} instead.")
                if self.metric == 'cosine':
                    X = X / _np.maximum(_np.sqrt((X ** 2).sum(axis=1, keepdims=True)), 1e-30)
                near = min(count - 1, int(3 * self.perplexity + 1))
                places, squares = _neighbours(X, near)
                if self.metric == 'cosine':
                    squares = squares / 2
                start = self._start(X, count)
                rate = self.learning_rate
                if rate == 'auto':
                    rate = max(count / self.early_exaggeration / 4, 50)
                self.learning_rate_ = rate
                points, self.kl_divergence_, self.n_iter_ = _native.tsne(
                    places, squares, start, float(self.perplexity), float(self.early_exaggeration), float(rate), int(self.max_iter),
                    int(self.n_iter_without_progress), float(self.min_grad_norm))
                if self.verbose:
                    print(f"[t-SNE] KL divergence after {self.n_iter_} iterations: {self.kl_divergence_:f}")
                self.n_features_in_ = X.shape[1]
                self.embedding_ = points
                return points

            def _start(self, X, count):
                """Where points begin: along the first components or at random, in a spot of 1e-4."""
                if not isinstance(self.init, str):
                    start = _np.asarray(self.init, dtype='float32')
                    if start.shape != (count, 2):
                        raise ValueError(f"init must have the shape ({count}, 2), not {start.shape}")
                    return start
                random = self.random_state if hasattr(self.random_state, 'standard_normal') else _np.random.RandomState(self.random_state)
                if self.init == 'random' or X.shape[1] < 2:
                    return (1e-4 * random.standard_normal((count, 2))).astype('float32')
                if self.init != 'pca':
                    raise ValueError(f"The 'init' parameter of TSNE must be 'pca', 'random' or an array. Got {self.init!r} instead.")
                from sklearn.decomposition import PCA
                start = PCA(2).fit_transform(X)
                return (start / max(float(start[:, 0].std()), 1e-30) * 1e-4).astype('float32')


        def _neighbours(X, near):
            """The nearest other samples of each, and the squares of their distances: [N, near] both."""
            X = (X - X.mean(axis=0)).astype('float32')
            lengths = (X ** 2).sum(axis=1)
            places, squares = [], []
            for first in range(0, len(X), 512):
                part = X[first:first + 512]
                distances = lengths[first:first + 512].reshape(-1, 1) + lengths - 2 * (part @ X.T)
                chosen, values = _native.nearest(distances, first, near)
                places.append(chosen)
                squares.append(values)
            return _np.concatenate(places), _np.concatenate(squares)


        def trustworthiness(X, X_embedded, *, n_neighbors=5, metric='euclidean'):
            """How far neighbours of the embedding are neighbours of the samples too: 1 where all are."""
            X, Y = _np.asarray(X, dtype='float64'), _np.asarray(X_embedded, dtype='float64')
            count = len(X)
            if len(Y) != count:
                raise ValueError(f"{count} samples but {len(Y)} points")
            if n_neighbors >= count / 2:
                raise ValueError(f"n_neighbors ({n_neighbors}) should be less than n_samples / 2 ({count / 2})")
            if metric != 'euclidean':
                raise NotImplementedError(f"metric={metric!r} is not available: 'euclidean' is")
            lengths = (X ** 2).sum(axis=1)
            near, _ = _neighbours(Y, n_neighbors)
            penalty = 0
            for i in range(count):
                distances = lengths - 2 * (X @ X[i])
                distances[i] = -_np.inf
                ranks = _np.empty(count, dtype='int64')
                ranks[_np.argsort(distances)] = _np.arange(count)
                penalty += int(_np.maximum(ranks[near[i]] - n_neighbors, 0).sum())
            return 1.0 - penalty * (2.0 / (count * n_neighbors * (2.0 * count - 3.0 * n_neighbors - 1.0)))
        """#
}
