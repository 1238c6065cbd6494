"""t-SNE of 1,000 samples: time and quality. Runs under Svertka and, with scikit-learn, under Python alike."""

import time

import numpy as np
from sklearn.manifold import TSNE, trustworthiness

random = np.random.RandomState(0)
middles = random.normal(size=(10, 50)) * 4
samples = np.concatenate([middles[k] + random.normal(size=(100, 50)) for k in range(10)])
start = time.time()
reduction = TSNE(random_state=0)
points = reduction.fit_transform(samples)
seconds = time.time() - start
print(f"{seconds:.2f} s, divergence {reduction.kl_divergence_:.3f}, trustworthiness {trustworthiness(samples, points):.4f}")
