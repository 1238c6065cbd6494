/// `keras.applications`: what the builders share: inputs, and weights from files.
enum ApplicationsText {
    static let start = #"""
        import os as _os
        import numpy as _np
        import keras as _keras
        from keras import layers as _layers

        """#

    static let loading = #"""
        _FILES = {
            'vgg16': ('vgg16_weights_tf_dim_ordering_tf_kernels.h5', 'vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5'),
            'resnet50': ('resnet50_weights_tf_dim_ordering_tf_kernels.h5', 'resnet50_weights_tf_dim_ordering_tf_kernels_notop.h5'),
            'googlenet': (None, None),
        }


        def _input(input_tensor, input_shape, default, include_top, smallest, weights, classes):
            if include_top and weights == 'imagenet' and classes != 1000:
                raise ValueError('If using `weights="imagenet"` with `include_top=True`, `classes` should be 1000. '
                                 f'Received classes={classes}')
            if input_tensor is not None:
                return input_tensor
            shape = tuple(input_shape) if input_shape is not None else (default, default, 3) if include_top else (None, None, 3)
            if len(shape) != 3:
                raise ValueError('`input_shape` must be a tuple of three integers.')
            for side in shape[:2]:
                if side is not None and side < smallest:
                    raise ValueError(f'Input size must be at least {smallest}x{smallest}; Received: input_shape={shape}')
                if side is None and include_top:
                    raise ValueError(f'If `include_top` is True, you should specify a static `input_shape`. Received: input_shape={shape}')
            return _keras.Input(shape)


        def _pooled(x, pooling):
            if pooling == 'avg':
                return _layers.GlobalAveragePooling2D(name='avg_pool')(x)
            if pooling == 'max':
                return _layers.GlobalMaxPooling2D(name='max_pool')(x)
            if pooling is not None:
                raise ValueError(f"pooling must be None, 'avg' or 'max', not {pooling!r}")
            return x


        def _loaded(model, weights, include_top):
            """The model with weights from a file; None keeps random ones."""
            if weights is None:
                return model
            if weights == 'imagenet':
                file = _FILES[model.name][0 if include_top else 1] if model.name in _FILES else None
                folder = _os.path.expanduser('~/.keras/models')
                if file and _os.path.isfile(_os.path.join(folder, file)):
                    weights = _os.path.join(folder, file)
                else:
                    where = (f"put '{file}' (Keras's own file; a computer where Keras loaded the model once has it there too) into {folder}, or give its path: "
                             f"weights='…/{file}'") if file else "give the path of a .h5 or .npz file with its weights: weights='…/googlenet.npz'"
                    raise FileNotFoundError(f"the ImageNet weights of {model.name} are not here, and nothing is downloaded: {where}; weights=None begins with "
                                            'random ones')
            path = str(weights)
            if not _os.path.isfile(path):
                raise FileNotFoundError(f"there is no file '{path}': weights is None, 'imagenet' or the path of a .h5 or .npz file")
            if path.endswith('.npz'):
                _load_arrays(model, path)
            else:
                model.load_weights(path)
            return model


        def _load_arrays(model, path):
            """Weights of an .npz file: named 'layer/weight' as in `[w.path for w in model.weights]`, or arr_0, arr_1 … in the order of model.weights."""
            with _np.load(path) as file:
                arrays = {name: file[name] for name in file.files}
            wanted = []
            for layer in model.layers:
                for weight in layer.weights:
                    wanted.append((layer.name + '/' + weight.name.split('/')[-1].split(':')[0], weight))
            if all([name.startswith('arr_') for name in arrays]):
                if len(arrays) != len(wanted):
                    raise ValueError(f"'{path}' has {len(arrays)} arrays, but {model.name} has {len(wanted)} weights")
                arrays = {wanted[place][0]: arrays[f'arr_{place}'] for place in range(len(wanted))}
            missing = [name for name, _ in wanted if name not in arrays]
            if missing:
                raise ValueError(f"'{path}' lacks {len(missing)} of {len(wanted)} weights of {model.name}: {', '.join(missing[:3])}")
            for name, weight in wanted:
                if tuple(arrays[name].shape) != tuple(weight.shape):
                    raise ValueError(f"'{path}': {name} has the shape {arrays[name].shape}, {model.name} needs {tuple(weight.shape)}")
            place = 0
            for layer in model.layers:
                count = len(layer.weights)
                if count:
                    layer.set_weights([arrays[name] for name, _ in wanted[place:place + count]])
                    place += count
        """#
}
