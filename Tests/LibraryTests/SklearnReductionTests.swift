import Foundation
import Testing

/// `sklearn.decomposition` and `sklearn.manifold` against scikit-learn.
///
/// The numbers are those that scikit-learn 1.9.1 gives for
///
///     i, j = np.arange(12).reshape(-1, 1), np.arange(5).reshape(1, -1)
///     X = np.sin(1.3 * i + 0.7 * j**2) + 0.1 * i * (j - 2)
///     p = PCA(…); Z = p.fit_transform(X)
@Suite struct SklearnReductionTests {
    private static let start = """
        import numpy as np
        from sklearn.decomposition import PCA
        i, j = np.arange(12).reshape(-1, 1), np.arange(5).reshape(1, -1)
        X = np.sin(1.3 * i + 0.7 * j ** 2) + 0.1 * i * (j - 2)
        def near(a, b):
            return bool(np.allclose(np.asarray(a).reshape(-1), np.asarray(b).reshape(-1), atol=1e-7))

        """

    private func output(_ source: String) throws -> String { try Program.output(Self.start + source) }

    @Test func componentsAreThoseOfScikitLearnToTheSign() throws {
        #expect(
            try output(
                """
                p = PCA(n_components=2)
                Z = p.fit_transform(X)
                print(near(p.components_, [0.664619086, 0.52899153, -0.311816545, 0.245276561, -0.347935746, 0.034939179, -0.086070316, -0.45100845, 0.528888418, 0.712909233]))
                print(near(p.explained_variance_, [2.115254631, 1.580920986]), near(p.explained_variance_ratio_, [0.530809032, 0.39672157]))
                print(near(p.singular_values_, [4.823670899, 4.170147581]), near(p.noise_variance_, 0.096262637))
                print(near(p.mean_, [-0.995189218, -0.412503049, -0.068942223, 0.656292347, 1.034133519]))
                print(near(Z[:2], [1.63811977, -2.011878126, 2.463137371, -0.129993252]), near(p.transform(X), Z))
                print(near(p.transform(X[:1] + 1), [2.41725466, -1.27222006]), near(np.abs(p.inverse_transform(Z) - X).max(), 0.54965305))
                w = PCA(2, whiten=True)
                print(near(w.fit_transform(X)[:2], [1.126326558, -1.600098016, 1.6935862, -0.103386951]), near(w.inverse_transform(w.transform(X)), p.inverse_transform(Z).reshape(-1)))
                print(PCA(0.9).fit(X).n_components_, PCA().fit(X).n_components_, PCA(0.95).fit(X).n_components_)
                """) == "True\nTrue True\nTrue True\nTrue\nTrue True\nTrue True\nTrue True\n2 5 3\n")
    }

    @Test func manySamplesGoByTheirCovariance() throws {
        #expect(
            try output(
                """
                i = np.arange(200).reshape(-1, 1)
                p = PCA(3).fit(np.sin(1.3 * i + 0.7 * j ** 2) + 0.1 * np.cos(i * j))
                print(near(p.components_, [0.53190811, 0.41105331, -0.50223557, 0.53352167, 0.10593862, 0.00076105, -0.52813684, -0.27633132, -0.01339458, 0.80282781, 0.00195625, 0.63828153, 0.47827499, -0.15902385, 0.58185678]))
                print(near(p.singular_values_, [18.76525631, 12.23973908, 1.00458681]), near(p.noise_variance_, 0.003215363))
                """) == "True\nTrue True\n")
    }

    // scikit-learn's t-SNE of samples of this kind (10 classes in 50 dimensions): divergence 0.79, trustworthiness 0.98.
    @Test func neighboursStayNeighbours() throws {
        #expect(
            try output(
                """
                from sklearn.manifold import TSNE, trustworthiness
                r = np.random.RandomState(0)
                c = r.normal(size=(6, 50)) * 4
                S = np.concatenate([c[k] + r.normal(size=(40, 50)) for k in range(6)])
                t = TSNE(perplexity=15, random_state=0)
                Y = t.fit_transform(S)
                print(Y.shape, Y.dtype, t.n_iter_, t.learning_rate_)
                print(trustworthiness(S, Y) > 0.94, 0.3 < t.kl_divergence_ < 1.2)
                # Every class is a heap of its own.
                places = np.arange(240) // 40
                middles = np.array([Y[places == k].mean(axis=0) for k in range(6)])
                nearest = np.argmin(((Y[:, None] - middles[None]) ** 2).sum(axis=2), axis=1)
                print(bool((nearest == places).all()), bool((TSNE(perplexity=15, random_state=0).fit_transform(S) == Y).all()))
                Q = TSNE(perplexity=15, init='random', random_state=1).fit_transform(S)
                print(trustworthiness(S, Q) > 0.94)
                """) == "(240, 2) float32 999 50\nTrue True\nTrue True\nTrue\n")
    }

    // from sklearn.manifold import trustworthiness
    // print(trustworthiness(X, X[:, :2], n_neighbors=3), trustworthiness(X, X[:, 3:]))
    @Test func trustIsThatOfScikitLearn() throws {
        #expect(
            try output(
                """
                from sklearn.manifold import trustworthiness
                print(round(trustworthiness(X, X[:, :2], n_neighbors=3), 9), round(trustworthiness(X, X[:, 3:]), 9), trustworthiness(X, X))
                """) == "0.73015873 0.804166667 1.0\n")
    }

    @Test(arguments: [
        ("PCA(7).fit(X)", "ValueError: n_components=7 must be between 0 and min(n_samples, n_features)=5"),
        ("PCA(2).transform(X)", "ValueError: This PCA instance is not fitted yet."),
        (
            "PCA(2).fit(X).transform(X[:, :3])",
            "ValueError: X has 3 features, but PCA is expecting 5 features as input."
        ),
        ("PCA(2).fit(X[0])", "ValueError: Expected 2D array, got 1D array instead."),
        ("PCA('mle').fit(X)", "NotImplementedError: n_components='mle' is not available"),
        ("PCA(2).fit(X * np.nan)", "ValueError: Input X contains NaN or infinity."),
        ("TSNE(3).fit_transform(X)", "NotImplementedError: n_components=3 is not available"),
        ("TSNE(perplexity=20).fit_transform(X)", "ValueError: perplexity must be less than n_samples"),
        (
            "TSNE(perplexity=3, metric='cityblock').fit_transform(X)",
            "NotImplementedError: metric='cityblock' is not available"
        ),
        (
            "TSNE(perplexity=3, max_iter=10).fit_transform(X)",
            "ValueError: The 'max_iter' parameter of TSNE must be an int"
        ),
        ("TSNE().fit_transform(np.zeros((20001, 2)))", "ValueError: 20001 samples would take hours"),
    ])
    func mistakesAreNamed(call: String, message: String) throws {
        let said = try output("from sklearn.manifold import TSNE\n" + Program.telling(call))
        #expect(said.hasPrefix(message), "\(said)")
    }
}
