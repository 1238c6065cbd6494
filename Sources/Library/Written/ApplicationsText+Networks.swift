/// `keras.applications`: VGG16 and ResNet50, as Keras builds them.
extension ApplicationsText {
    static let networks = #"""
        def VGG16(include_top=True, weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000,
                  classifier_activation='softmax', name='vgg16'):
            """VGG with 16 layers of weights (Simonyan, Zisserman 2014): 138,357,544 numbers, without the top 14,714,688.

            weights: None, the path of a .h5 or .npz file, or 'imagenet' for Keras's file in ~/.keras/models.
            """
            image = _input(input_tensor, input_shape, 224, include_top, 32, weights, classes)
            x = image
            for block, (count, filters) in enumerate([(2, 64), (2, 128), (3, 256), (3, 512), (3, 512)], 1):
                for place in range(1, count + 1):
                    x = _layers.Conv2D(filters, 3, activation='relu', padding='same', name=f'block{block}_conv{place}')(x)
                x = _layers.MaxPooling2D(2, strides=2, name=f'block{block}_pool')(x)
            if include_top:
                x = _layers.Flatten(name='flatten')(x)
                x = _layers.Dense(4096, activation='relu', name='fc1')(x)
                x = _layers.Dense(4096, activation='relu', name='fc2')(x)
                x = _layers.Dense(classes, activation=classifier_activation, name='predictions')(x)
            else:
                x = _pooled(x, pooling)
            return _loaded(_keras.Model(image, x, name=name), weights, include_top)


        def _bottleneck(x, filters, name, stride=1, shortcut=False):
            rest = x
            if shortcut:
                rest = _layers.Conv2D(4 * filters, 1, strides=stride, name=name + '_0_conv')(x)
                rest = _layers.BatchNormalization(epsilon=1.001e-5, name=name + '_0_bn')(rest)
            x = _layers.Conv2D(filters, 1, strides=stride, name=name + '_1_conv')(x)
            x = _layers.BatchNormalization(epsilon=1.001e-5, name=name + '_1_bn')(x)
            x = _layers.Activation('relu', name=name + '_1_relu')(x)
            x = _layers.Conv2D(filters, 3, padding='same', name=name + '_2_conv')(x)
            x = _layers.BatchNormalization(epsilon=1.001e-5, name=name + '_2_bn')(x)
            x = _layers.Activation('relu', name=name + '_2_relu')(x)
            x = _layers.Conv2D(4 * filters, 1, name=name + '_3_conv')(x)
            x = _layers.BatchNormalization(epsilon=1.001e-5, name=name + '_3_bn')(x)
            x = _layers.Add(name=name + '_add')([rest, x])
            return _layers.Activation('relu', name=name + '_out')(x)


        def ResNet50(include_top=True, weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000,
                     classifier_activation='softmax', name='resnet50'):
            """The residual network with 50 layers (He et al. 2015): 25,636,712 numbers, without the top 23,587,712.

            weights: None, the path of a .h5 or .npz file, or 'imagenet' for Keras's file in ~/.keras/models.
            """
            image = _input(input_tensor, input_shape, 224, include_top, 32, weights, classes)
            x = _layers.ZeroPadding2D(3, name='conv1_pad')(image)
            x = _layers.Conv2D(64, 7, strides=2, name='conv1_conv')(x)
            x = _layers.BatchNormalization(epsilon=1.001e-5, name='conv1_bn')(x)
            x = _layers.Activation('relu', name='conv1_relu')(x)
            x = _layers.ZeroPadding2D(1, name='pool1_pad')(x)
            x = _layers.MaxPooling2D(3, strides=2, name='pool1_pool')(x)
            for stage, (filters, blocks) in enumerate([(64, 3), (128, 4), (256, 6), (512, 3)], 2):
                for block in range(1, blocks + 1):
                    x = _bottleneck(x, filters, f'conv{stage}_block{block}', 2 if block == 1 and stage > 2 else 1, block == 1)
            if include_top:
                x = _layers.GlobalAveragePooling2D(name='avg_pool')(x)
                x = _layers.Dense(classes, activation=classifier_activation, name='predictions')(x)
            else:
                x = _pooled(x, pooling)
            return _loaded(_keras.Model(image, x, name=name), weights, include_top)
        """#
}
