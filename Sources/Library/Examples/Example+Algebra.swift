extension Example {
    /// Products, linear algebra, random numbers and files.
    static let algebra = #"""
        numpy.dot
        >>> np.dot([1, 2], [3, 4])
        np.int64(11)
        >>> np.dot([[1, 2], [3, 4]], [1, 1])
        array([3, 7])

        numpy.matmul
        >>> np.matmul([[1, 2], [3, 4]], [[1, 0], [0, 1]])
        array([[1, 2],
               [3, 4]])

        numpy.einsum
        >>> np.einsum('ij,j->i', [[1, 2], [3, 4]], [1, 1])
        array([3, 7])

        numpy.outer
        >>> np.outer([1, 2], [3, 4])
        array([[3, 4],
               [6, 8]])

        numpy.inner
        >>> np.inner([1, 2], [3, 4])
        np.int64(11)

        numpy.tensordot
        >>> np.tensordot(np.ones((2, 3)), np.ones((3, 4)), axes=1).shape
        (2, 4)

        numpy.kron
        >>> np.kron([1, 10], [1, 2])
        array([ 1,  2, 10, 20])

        numpy.cross
        >>> np.cross([1, 0, 0], [0, 1, 0])
        array([0, 0, 1])

        numpy.vdot
        >>> np.vdot([1, 2], [3, 4])
        np.int64(11)

        numpy.trace
        >>> np.trace([[1, 2], [3, 4]])
        np.int64(5)

        numpy.linalg.norm
        >>> np.linalg.norm([3, 4])
        np.float64(5.0)

        numpy.linalg.inv
        >>> np.linalg.inv([[2.0, 0], [0, 4]])
        array([[0.5 , 0.  ],
               [0.  , 0.25]])

        numpy.linalg.pinv
        >>> np.linalg.pinv([[2.0, 0], [0, 4]])
        array([[0.5 , 0.  ],
               [0.  , 0.25]])

        numpy.linalg.solve
        >>> np.linalg.solve([[2, 1], [1, 3]], [3, 4])
        array([1., 1.])

        numpy.linalg.lstsq
        >>> np.linalg.lstsq([[0, 1], [1, 1], [2, 1]], [1, 3, 5])[0].round(6)
        array([2., 1.])

        numpy.linalg.det
        >>> round(float(np.linalg.det([[1, 2], [3, 4]])), 6)
        -2.0

        numpy.linalg.svd
        >>> np.linalg.svd([[3, 0], [0, 4]])[1]
        array([4., 3.])

        numpy.linalg.eig
        >>> np.linalg.eig([[2, 0], [0, 3]])[0]
        array([2., 3.])

        numpy.linalg.eigh
        >>> np.linalg.eigh([[2, 0], [0, 3]])[0]
        array([2., 3.])

        numpy.linalg.qr
        >>> q, r = np.linalg.qr([[1.0, 2], [3, 4]])
        >>> np.allclose(q @ r, [[1, 2], [3, 4]])
        True

        numpy.linalg.cholesky
        >>> np.linalg.cholesky([[4.0, 0], [0, 9]])
        array([[2., 0.],
               [0., 3.]])

        numpy.linalg.matrix_rank
        >>> np.linalg.matrix_rank([[1, 2], [2, 4]])
        np.int64(1)

        numpy.linalg.matrix_power
        >>> np.linalg.matrix_power([[1, 1], [1, 0]], 5)
        array([[8, 5],
               [5, 3]])

        numpy.polyfit
        >>> np.polyfit([0, 1, 2], [1, 3, 5], 1).round(6)
        array([2., 1.])

        numpy.polyval
        >>> np.polyval([2, 1], 3)
        np.int64(7)

        numpy.roots
        >>> np.roots([1, -3, 2])
        array([2., 1.])

        numpy.interp
        >>> np.interp(1.5, [1, 2], [10, 20])
        np.float64(15.0)

        numpy.convolve
        >>> np.convolve([1, 2, 3], [1, -1])
        array([ 1,  1,  1, -3])

        numpy.correlate
        >>> np.correlate([1, 2, 3], [0, 1], mode='same')
        array([1, 2, 3])

        numpy.allclose
        >>> np.allclose(0.1 + 0.2, 0.3)
        True

        numpy.isclose
        >>> np.isclose([0.1 + 0.2, 1], [0.3, 2])
        array([ True, False])

        numpy.array_equal
        >>> np.array_equal([1, 2], [1, 2])
        True

        numpy.vectorize
        >>> step = np.vectorize(lambda s: 1 if s >= 0 else 0)
        >>> step([-1, 0, 2])
        array([0, 1, 1])

        numpy.apply_along_axis
        >>> np.apply_along_axis(sum, 1, [[1, 2], [3, 4]])
        array([3, 7])

        numpy.ndenumerate
        >>> list(np.ndenumerate([[5, 6]]))
        [((0, 0), np.int64(5)), ((0, 1), np.int64(6))]

        numpy.ndindex
        >>> list(np.ndindex(2, 2))
        [(0, 0), (0, 1), (1, 0), (1, 1)]

        numpy.errstate
        >>> with np.errstate(divide='ignore'):
        ...     print(np.array([1.0]) / 0)
        [inf]

        numpy.set_printoptions
        >>> np.set_printoptions(precision=3)
        >>> np.array([np.pi])
        array([3.142])
        >>> np.set_printoptions(precision=8)

        numpy.printoptions
        >>> with np.printoptions(precision=2):
        ...     print(np.array([np.pi]))
        [3.14]

        numpy.array2string
        >>> np.array2string(np.array([1, 2]), separator=', ')
        '[1, 2]'

        numpy.iinfo
        >>> np.iinfo('uint8').max
        255

        numpy.finfo
        >>> np.finfo('float32').eps
        np.float32(1.1920929e-07)

        numpy.result_type
        >>> np.result_type('uint8', 'float32')
        dtype('float32')

        numpy.can_cast
        >>> np.can_cast('float64', 'uint8')
        False

        numpy.random.seed
        >>> np.random.seed(0)
        >>> np.random.rand(2)
        array([0.5488135 , 0.71518937])

        numpy.random.rand
        >>> np.random.rand(2, 3).shape
        (2, 3)

        numpy.random.randn
        >>> np.random.randn(1000).std() > 0.9
        np.True_

        numpy.random.randint
        >>> np.random.seed(1)
        >>> np.random.randint(0, 10, size=5)
        array([5, 8, 9, 5, 0])

        numpy.random.random
        >>> np.random.random((2, 2)).shape
        (2, 2)

        numpy.random.normal
        >>> np.random.seed(0)
        >>> np.random.normal(5, 2, size=3)
        array([8.52810469, 5.80031442, 6.95747597])

        numpy.random.uniform
        >>> np.random.seed(0)
        >>> np.random.uniform(-1, 1, 3)
        array([0.09762701, 0.43037873, 0.20552675])

        numpy.random.permutation
        >>> np.random.seed(0)
        >>> np.random.permutation(5)
        array([2, 0, 1, 3, 4])

        numpy.random.shuffle
        >>> np.random.seed(0)
        >>> cards = [1, 2, 3, 4]
        >>> np.random.shuffle(cards)
        >>> cards
        [3, 4, 2, 1]

        numpy.random.choice
        >>> np.random.seed(0)
        >>> np.random.choice(['a', 'b', 'c'], 4)
        array(['a', 'b', 'a', 'b'], dtype='<U1')

        numpy.random.poisson
        >>> np.random.seed(0)
        >>> np.random.poisson(3, 5)
        array([5, 6, 2, 0, 7])

        numpy.random.binomial
        >>> np.random.seed(0)
        >>> np.random.binomial(10, 0.5, 5)
        array([5, 6, 5, 5, 5])

        numpy.random.RandomState
        >>> np.random.RandomState(0).rand(2)
        array([0.5488135 , 0.71518937])

        numpy.random.default_rng
        >>> rng = np.random.default_rng(0)
        >>> rng.random(2)
        array([0.63696169, 0.26978671])
        >>> rng.integers(0, 10, 3)
        array([3, 0, 0])

        numpy.savetxt
        >>> np.savetxt('numbers.csv', [[1, 2], [3, 4]], delimiter=',')
        >>> np.loadtxt('numbers.csv', delimiter=',')
        array([[1., 2.],
               [3., 4.]])

        numpy.loadtxt
        >>> open('table.txt', 'w').write('1 2\n3 4\n')
        8
        >>> np.loadtxt('table.txt')
        array([[1., 2.],
               [3., 4.]])

        numpy.genfromtxt
        >>> open('holes.csv', 'w').write('1,2\n3,\n')
        7
        >>> np.genfromtxt('holes.csv', delimiter=',')
        array([[ 1.,  2.],
               [ 3., nan]])

        numpy.save
        >>> np.save('numbers.npy', [1, 2, 3])
        >>> np.load('numbers.npy')
        array([1, 2, 3])

        numpy.load
        >>> np.save('numbers.npy', [1, 2, 3])
        >>> np.load('numbers.npy')
        array([1, 2, 3])

        numpy.savez
        >>> np.savez('data.npz', x=[1, 2], y=[3])
        >>> np.load('data.npz')['x']
        array([1, 2])

        numpy.savez_compressed
        >>> np.savez_compressed('data.npz', x=[1, 2])
        >>> np.load('data.npz').files
        ['x']
        """#
}
