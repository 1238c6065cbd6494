/// DetectNet, full and narrow, and the classifier whose trunk it begins with.
extension DetectionText {
    static let networks = #"""
        def detectnet(height=384, width=1248, classes=1, dropout=0.4):
            """NVIDIA's DetectNet: GoogLeNet without its last two poolings, a map of coverage for each class and one of boxes.

            The output is [rows, columns, classes + 4], a cell for 16 pixels: coverage from 0 to 1, then left, top, right, bottom of the box
            in pixels from the cell's corner. 5,978,677 numbers with one class, 37 GFLOP an image of 384 x 1248; from random weights it
            finds nothing for some 30 epochs of KITTI: begin with GoogLeNet's.
            """
            import keras
            from keras import layers
            from keras.applications import googlenet_trunk
            _check_size(height, width)
            image = keras.Input((height, width, 3), name='data')
            x = googlenet_trunk(layers.Rescaling(1.0, offset=-127.0, name='mean')(image), stride=16)
            if dropout:
                x = layers.Dropout(dropout, name='pool5_drop_s1')(x)
            coverage = layers.Conv2D(classes, 1, activation='sigmoid', name='coverage')(x)
            boxes = layers.Conv2D(4, 1, name='boxes')(x)
            return keras.Model(image, layers.Concatenate(name='output')([coverage, boxes]), name='detectnet')


        def _check_size(height, width, stride=16):
            """The grid's cells fill the image: 385 pixels would be 24 cells for a network and 25 for another."""
            for name, value in (('height', height), ('width', width)):
                if value < stride or value % stride:
                    near = max(int(value) // stride * stride, stride)
                    raise ValueError(f"{name} must be a multiple of the cells' {stride} pixels, for instance {near} or {near + stride}, not {value}")


        def _narrow_layers(x, filters, blocks):
            from keras import layers

            def unit(x, count, size, name, strides=1):
                x = layers.Conv2D(count, size, strides=strides, padding='same', use_bias=False, kernel_initializer='he_normal', name=name)(x)
                x = layers.BatchNormalization(momentum=0.9, name=name + '_bn')(x)
                return layers.Activation('relu', name=name + '_relu')(x)
            x = layers.Rescaling(1 / 64, offset=-2.0, name='mean')(x)
            x = unit(x, filters[0], 5, 'conv1', 2)
            for stage in range(1, 4):
                x = layers.MaxPooling2D(2, name=f'pool{stage + 1}')(x)
                for block in range(blocks[stage - 1]):
                    x = unit(x, filters[stage], 3, f'conv{stage + 1}_{block + 1}')
            return x


        def narrow_detectnet(height=192, width=624, classes=3, filters=(16, 32, 64, 128), blocks=(1, 2, 4), weights=None):
            """A DetectNet for two cores: the same grid of 16 pixels and the same heads upon a narrow trunk of 3x3 convolutions.

            Boxes come out in units of 64 pixels, coverage begins near 0.05: so the first steps are as large as they should be. weights: a
            file that narrow_classifier(…).save_weights wrote: the trunk begins with what a classifier learned.
            """
            import keras
            from keras import layers
            _check_size(height, width)
            image = keras.Input((height, width, 3), name='data')
            x = _narrow_layers(image, filters, blocks)
            coverage = layers.Conv2D(classes, 1, activation='sigmoid', name='coverage', bias_initializer=keras.initializers.Constant(-3.0))(x)
            boxes = layers.Rescaling(64.0, name='pixels')(layers.Conv2D(4, 1, name='boxes')(x))
            model = keras.Model(image, layers.Concatenate(name='output')([coverage, boxes]), name='narrow_detectnet')
            if weights is not None:
                take_trunk(model, weights, filters, blocks)
            return model


        def narrow_classifier(side=64, classes=4, filters=(16, 32, 64, 128), blocks=(1, 2, 4)):
            """The narrow trunk with a classifier of pictures [side, side, 3] on top: what it learns is the beginning of a detector."""
            import keras
            from keras import layers
            image = keras.Input((side, side, 3), name='data')
            x = layers.GlobalAveragePooling2D(name='mean_of_cells')(_narrow_layers(image, filters, blocks))
            return keras.Model(image, layers.Dense(classes, activation='softmax', name='classes')(x), name='narrow_classifier')


        def take_trunk(model, weights, filters=(16, 32, 64, 128), blocks=(1, 2, 4), classes=4):
            """Copies the trunk of a narrow_classifier (a model, or the file of its weights) into a narrow_detectnet: how many layers."""
            if isinstance(weights, str):
                source = narrow_classifier(64, classes, filters, blocks)
                source.load_weights(weights)
            else:
                source = weights
            own, count = {layer.name: layer for layer in model.layers}, 0
            for layer in source.layers:
                if layer.weights and layer.name in own:
                    own[layer.name].set_weights(layer.get_weights())
                    count += 1
            return count


        def crops(frames, side=64, classes=('Car', 'Pedestrian', 'Cyclist'), seed=0, least=20):
            """A task of classification made from frames: pictures uint8 [N, side, side, 3] and classes [N], the last one for background.

            Each object of at least `least` pixels is cut out with its surroundings, as large as its longer side and somewhat off its middle;
            as many places where no object is are background.
            """
            rng, images, kinds = _np.random.default_rng(seed), [], []
            for frame in frames:
                image, wanted = frame.image(), [label for label in frame.labels if label.kind in classes and label.height >= least]
                h, w = image.shape[:2]
                for label in wanted:
                    left, top, right, bottom = label.box
                    size = max(right - left, bottom - top) * rng.uniform(0.9, 1.3)
                    x = (left + right) / 2 + rng.uniform(-0.12, 0.12) * size - size / 2
                    y = (top + bottom) / 2 + rng.uniform(-0.12, 0.12) * size - size / 2
                    images.append(_native.place(image, side, side, side / size, -x * side / size, -y * side / size, bool(rng.random() < 0.5)))
                    kinds.append(list(classes).index(label.kind))
                boxes = _np.array([label.box for label in frame.labels], 'float64').reshape(-1, 4)
                for _ in range(max(len(wanted), 1)):
                    size = rng.uniform(least, 90)
                    x, y = rng.uniform(0, w - size), rng.uniform(0, max(h - size, 1))
                    if len(boxes) and float(_native.iou(_np.array([[x, y, x + size, y + size]]), boxes, 'first').max()) > 0.1:
                        continue
                    images.append(_native.place(image, side, side, side / size, -x * side / size, -y * side / size))
                    kinds.append(len(classes))
            return _np.stack(images), _np.array(kinds)
        """#
}
