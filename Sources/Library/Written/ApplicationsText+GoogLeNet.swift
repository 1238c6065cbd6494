/// `keras.applications.googlenet`: the first Inception network, which Keras does not have.
extension ApplicationsText {
    static let googlenet = #"""
        # Filters of the modules: 1x1, 3x3 reduced, 3x3, 5x5 reduced, 5x5, after pooling (Szegedy et al. 2014, table 1).
        _MODULES = {
            '3a': (64, 96, 128, 16, 32, 32), '3b': (128, 128, 192, 32, 96, 64), '4a': (192, 96, 208, 16, 48, 64),
            '4b': (160, 112, 224, 24, 64, 64), '4c': (128, 128, 256, 24, 64, 64), '4d': (112, 144, 288, 32, 64, 64),
            '4e': (256, 160, 320, 32, 128, 128), '5a': (256, 160, 320, 32, 128, 128), '5b': (384, 192, 384, 48, 128, 128),
        }


        def _convolution(x, filters, size, name, strides=1):
            return _layers.Conv2D(filters, size, strides=strides, padding='same', activation='relu', name=name)(x)


        def _inception(x, filters, name):
            one, reduced3, three, reduced5, five, pool = filters
            a = _convolution(x, one, 1, name + '_1x1')
            b = _convolution(_convolution(x, reduced3, 1, name + '_3x3_reduce'), three, 3, name + '_3x3')
            c = _convolution(_convolution(x, reduced5, 1, name + '_5x5_reduce'), five, 5, name + '_5x5')
            d = _convolution(_layers.MaxPooling2D(3, strides=1, padding='same', name=name + '_pool')(x), pool, 1, name + '_pool_proj')
            return _layers.Concatenate(name=name + '_output')([a, b, c, d])


        def googlenet_trunk(x, stride=32):
            """GoogLeNet's layers upon an image, up to the last module: 1024 channels, a place for each 32 pixels, with stride=16 for each 16
            (DetectNet's: the fourth pooling is left out). 5,973,552 numbers."""
            if stride not in (16, 32):
                raise ValueError(f'stride must be 16 or 32, not {stride}')
            x = _convolution(x, 64, 7, 'conv1_7x7_s2', 2)
            x = _layers.MaxPooling2D(3, strides=2, padding='same', name='pool1_3x3_s2')(x)
            x = _layers.LocalResponseNormalization(name='pool1_norm1')(x)
            x = _convolution(x, 64, 1, 'conv2_3x3_reduce')
            x = _layers.LocalResponseNormalization(name='conv2_norm2')(_convolution(x, 192, 3, 'conv2_3x3'))
            x = _layers.MaxPooling2D(3, strides=2, padding='same', name='pool2_3x3_s2')(x)
            for name, filters in _MODULES.items():
                if name == '4a':
                    x = _layers.MaxPooling2D(3, strides=2, padding='same', name='pool3_3x3_s2')(x)
                if name == '5a' and stride == 32:
                    x = _layers.MaxPooling2D(3, strides=2, padding='same', name='pool4_3x3_s2')(x)
                x = _inception(x, filters, 'inception_' + name)
            return x


        def GoogLeNet(include_top=True, weights=None, input_tensor=None, input_shape=None, pooling=None, classes=1000,
                      classifier_activation='softmax', name='googlenet'):
            """GoogLeNet, the first Inception network (Szegedy et al. 2014), without its two classifiers on the way: 6,998,552 numbers, without the
            top 5,973,552. Keras itself has no such builder.

            weights: None or the path of a .h5 or .npz file. Layers have Caffe's names.
            """
            image = _input(input_tensor, input_shape, 224, include_top, 32, weights, classes)
            x = googlenet_trunk(image)
            if include_top:
                x = _layers.GlobalAveragePooling2D(name='pool5_7x7_s1')(x)
                x = _layers.Dropout(0.4, name='pool5_drop_7x7_s1')(x)
                x = _layers.Dense(classes, activation=classifier_activation, name='loss3_classifier')(x)
            else:
                x = _pooled(x, pooling)
            return _loaded(_keras.Model(image, x, name=name), weights, include_top)


        InceptionV1 = GoogLeNet
        """#
}
