extension Example {
    /// Making arrays and changing their shapes.
    static let arrays = #"""
        numpy.array
        >>> np.array([[1, 2], [3, 4]])
        array([[1, 2],
               [3, 4]])

        numpy.asarray
        >>> np.asarray([1.5, 2, 3])
        array([1.5, 2. , 3. ])

        numpy.zeros
        >>> np.zeros((2, 3))
        array([[0., 0., 0.],
               [0., 0., 0.]])

        numpy.ones
        >>> np.ones(3, dtype=int)
        array([1, 1, 1])

        numpy.full
        >>> np.full((2, 2), 7)
        array([[7, 7],
               [7, 7]])

        numpy.empty
        >>> np.empty((2, 3)).shape
        (2, 3)

        numpy.zeros_like
        >>> np.zeros_like([[1, 2], [3, 4]])
        array([[0, 0],
               [0, 0]])

        numpy.ones_like
        >>> np.ones_like([1.5, 2.5])
        array([1., 1.])

        numpy.full_like
        >>> np.full_like([1, 2, 3], 9)
        array([9, 9, 9])

        numpy.empty_like
        >>> np.empty_like([1, 2, 3]).shape
        (3,)

        numpy.eye
        >>> np.eye(3)
        array([[1., 0., 0.],
               [0., 1., 0.],
               [0., 0., 1.]])

        numpy.identity
        >>> np.identity(2)
        array([[1., 0.],
               [0., 1.]])

        numpy.diag
        >>> np.diag([1, 2, 3])
        array([[1, 0, 0],
               [0, 2, 0],
               [0, 0, 3]])
        >>> np.diag([[1, 2], [3, 4]])
        array([1, 4])

        numpy.arange
        >>> np.arange(5)
        array([0, 1, 2, 3, 4])
        >>> np.arange(0, 1, 0.25)
        array([0.  , 0.25, 0.5 , 0.75])

        numpy.linspace
        >>> np.linspace(0, 1, 5)
        array([0.  , 0.25, 0.5 , 0.75, 1.  ])

        numpy.logspace
        >>> np.logspace(0, 3, 4)
        array([   1.,   10.,  100., 1000.])

        numpy.geomspace
        >>> np.geomspace(1, 8, 4)
        array([1., 2., 4., 8.])

        numpy.meshgrid
        >>> x, y = np.meshgrid([1, 2, 3], [10, 20])
        >>> x
        array([[1, 2, 3],
               [1, 2, 3]])
        >>> y
        array([[10, 10, 10],
               [20, 20, 20]])

        numpy.mgrid
        >>> x, y = np.mgrid[0:2, 0:3]
        >>> y
        array([[0, 1, 2],
               [0, 1, 2]])

        numpy.fromfunction
        >>> np.fromfunction(lambda i, j: i + j, (2, 3))
        array([[0., 1., 2.],
               [1., 2., 3.]])

        numpy.tril
        >>> np.tril(np.ones((3, 3)))
        array([[1., 0., 0.],
               [1., 1., 0.],
               [1., 1., 1.]])

        numpy.triu
        >>> np.triu(np.ones((3, 3)))
        array([[1., 1., 1.],
               [0., 1., 1.],
               [0., 0., 1.]])

        numpy.indices
        >>> np.indices((2, 2))[0]
        array([[0, 0],
               [1, 1]])

        numpy.frombuffer
        >>> np.frombuffer(b'\x01\x02', dtype='uint8')
        array([1, 2], dtype=uint8)

        numpy.ndarray
        >>> a = np.array([[1, 2, 3]])
        >>> a.shape, a.ndim, a.dtype
        ((1, 3), 2, dtype('int64'))

        numpy.reshape
        >>> np.reshape(np.arange(6), (2, 3))
        array([[0, 1, 2],
               [3, 4, 5]])
        >>> np.arange(6).reshape(3, -1)
        array([[0, 1],
               [2, 3],
               [4, 5]])

        numpy.ravel
        >>> np.ravel([[1, 2], [3, 4]])
        array([1, 2, 3, 4])

        numpy.transpose
        >>> np.transpose([[1, 2, 3], [4, 5, 6]])
        array([[1, 4],
               [2, 5],
               [3, 6]])

        numpy.swapaxes
        >>> np.swapaxes(np.ones((2, 3, 4)), 0, 2).shape
        (4, 3, 2)

        numpy.moveaxis
        >>> np.moveaxis(np.ones((2, 3, 4)), 0, -1).shape
        (3, 4, 2)

        numpy.expand_dims
        >>> np.expand_dims(np.ones((28, 28)), 0).shape
        (1, 28, 28)

        numpy.squeeze
        >>> np.squeeze(np.ones((1, 28, 28, 1))).shape
        (28, 28)

        numpy.concatenate
        >>> np.concatenate([[1, 2], [3]])
        array([1, 2, 3])
        >>> np.concatenate([[[1, 2]], [[3, 4]]], axis=0)
        array([[1, 2],
               [3, 4]])

        numpy.stack
        >>> np.stack([[1, 2], [3, 4]], axis=1)
        array([[1, 3],
               [2, 4]])

        numpy.vstack
        >>> np.vstack([[1, 2], [3, 4]])
        array([[1, 2],
               [3, 4]])

        numpy.hstack
        >>> np.hstack([[1, 2], [3, 4]])
        array([1, 2, 3, 4])

        numpy.dstack
        >>> np.dstack([[1, 2], [3, 4]])
        array([[[1, 3],
                [2, 4]]])

        numpy.column_stack
        >>> np.column_stack([[1, 2], [3, 4]])
        array([[1, 3],
               [2, 4]])

        numpy.split
        >>> np.split(np.arange(6), 3)
        [array([0, 1]), array([2, 3]), array([4, 5])]

        numpy.array_split
        >>> np.array_split(np.arange(5), 2)
        [array([0, 1, 2]), array([3, 4])]

        numpy.hsplit
        >>> np.hsplit(np.arange(4).reshape(2, 2), 2)[0]
        array([[0],
               [2]])

        numpy.vsplit
        >>> np.vsplit(np.arange(4).reshape(2, 2), 2)[0]
        array([[0, 1]])

        numpy.repeat
        >>> np.repeat([1, 2], 3)
        array([1, 1, 1, 2, 2, 2])

        numpy.tile
        >>> np.tile([1, 2], 3)
        array([1, 2, 1, 2, 1, 2])

        numpy.pad
        >>> np.pad([[1, 2], [3, 4]], 1)
        array([[0, 0, 0, 0],
               [0, 1, 2, 0],
               [0, 3, 4, 0],
               [0, 0, 0, 0]])

        numpy.roll
        >>> np.roll([1, 2, 3, 4], 1)
        array([4, 1, 2, 3])

        numpy.flip
        >>> np.flip([1, 2, 3])
        array([3, 2, 1])

        numpy.fliplr
        >>> np.fliplr([[1, 2], [3, 4]])
        array([[2, 1],
               [4, 3]])

        numpy.flipud
        >>> np.flipud([[1, 2], [3, 4]])
        array([[3, 4],
               [1, 2]])

        numpy.rot90
        >>> np.rot90([[1, 2], [3, 4]])
        array([[2, 4],
               [1, 3]])

        numpy.atleast_1d
        >>> np.atleast_1d(5)
        array([5])

        numpy.atleast_2d
        >>> np.atleast_2d([1, 2])
        array([[1, 2]])

        numpy.atleast_3d
        >>> np.atleast_3d([1, 2]).shape
        (1, 2, 1)

        numpy.broadcast_to
        >>> np.broadcast_to([1, 2], (2, 2))
        array([[1, 2],
               [1, 2]])

        numpy.append
        >>> np.append([1, 2], [3])
        array([1, 2, 3])

        numpy.insert
        >>> np.insert([1, 3], 1, 2)
        array([1, 2, 3])

        numpy.delete
        >>> np.delete([1, 2, 3], 0)
        array([2, 3])

        numpy.resize
        >>> np.resize([1, 2, 3], (2, 2))
        array([[1, 2],
               [3, 1]])
        """#
}
