/// Networks from inside: their layers, what they give on the way, and the scores before softmax or sigmoid.
extension LooksText {
    static let networks = #"""
        import warnings as _warnings


        def _layers(model):
            """The layers of a network whose steps are known."""
            import keras
            if not isinstance(model, keras.Model):
                raise TypeError(f"a keras model is wanted, not '{type(model).__name__}'")
            layers = [layer for layer in model.layers if type(layer).__name__ != 'InputLayer']
            if not layers:
                raise ValueError(f"the network '{model.name}' has no layers yet")
            return layers


        def _find(model, layer):
            """A layer of a model by name, by place, or the layer itself."""
            layers = _layers(model)
            names = ', '.join([f"'{one.name}'" for one in layers])
            if isinstance(layer, str):
                for one in layers:
                    if one.name == layer:
                        return one
                raise ValueError(f"No such layer: '{layer}'. Layers of '{model.name}' are: {names}")
            if isinstance(layer, (int, _np.integer)) and not isinstance(layer, bool):
                if not -len(layers) <= layer < len(layers):
                    raise ValueError(f"there is no layer {layer}: '{model.name}' has {len(layers)} layers, {names}")
                return layers[layer]
            for one in layers:
                if one is layer:
                    return one
            raise TypeError(f"layer must be a name, a number or a layer of '{model.name}', whose layers are {names}")


        def _input_shape(model):
            """The shape of what a network takes, without the batch; None where nothing says it."""
            if not hasattr(model, 'layers'):
                raise TypeError(f"a keras model is wanted, not '{type(model).__name__}'")
            try:
                shape, count = model.input_shape, len(model.inputs)
            except AttributeError:
                return None
            if count != 1:
                raise ValueError(f"'{model.name}' has {count} inputs: pictures of this kind need a network with one")
            return tuple(shape)[1:]


        def _batch(model, pixels):
            """An image as the network takes it: a batch of one, float32, the numbers as they are."""
            wanted = _input_shape(model)
            x = pixels.astype('float32')
            if wanted is None:
                return x[None]
            if len(wanted) == x.ndim and all([a is None or a == b for a, b in zip(wanted, x.shape)]):
                fitting = x
            elif None not in wanted and int(_np.prod(wanted)) == x.size:
                fitting = x.reshape(wanted)
            else:
                raise ValueError(f"the image has the shape {pixels.shape}, but '{model.name}' takes {wanted}")
            if float(x.max()) > 2 and not any([type(layer).__name__ in ('Rescaling', 'Normalization', 'BatchNormalization')
                                               for layer in _layers(model)[:2]]):
                _warnings.warn(f"the image has numbers up to {_short(float(x.max()))}, which go into the network as they are; "
                               "if it learned from x / 255, give it image / 255")
            return fitting[None]


        _OF_PROGRAM = "'{}' is a class of the program: which layer feeds which is known of Sequential and functional models only"


        def _activation(layer):
            """The name of a layer's activation."""
            found = getattr(layer, 'activation', None)
            return str(getattr(found, '__name__', found))


        def _scores_of(layer, x):
            """What a network's last layer gives, before its softmax or sigmoid."""
            import keras
            if type(layer).__name__ == 'Softmax' or type(layer).__name__ == 'Activation' and _activation(layer) in ('softmax', 'sigmoid'):
                return x
            if type(layer).__name__ == 'Dense' and _activation(layer) in ('softmax', 'sigmoid'):
                y = keras.ops.matmul(x, layer.kernel)
                return y if layer.bias is None else y + layer.bias
            return layer(x)


        def _walk(model, chosen):
            """A function of a batch that gives what the chosen layers give, the outputs and the scores before softmax or
            sigmoid, all of one pass."""
            import keras
            layers = _layers(model)
            if isinstance(model, keras.Sequential):
                def walk(x):
                    found = {}
                    for layer in layers[:-1]:
                        x = layer(x)
                        found[layer.name] = x
                    scores = _scores_of(layers[-1], x)
                    output = layers[-1](x)
                    found[layers[-1].name] = output
                    return [found[layer.name] for layer in chosen], output, scores
                return walk
            if type(model) is not keras.Model:
                if chosen:
                    raise ValueError(_OF_PROGRAM.format(model.name))

                def whole(x):
                    y = model(x)
                    return [], y, y
                return whole
            inputs, output = model.inputs, model.output
            if isinstance(output, list) and len(output) != 1:
                raise ValueError(f"'{model.name}' has several outputs: make one of them a model, keras.Model(model.inputs, model.outputs[0])")
            last = layers[-1]
            before = [last.input] if not isinstance(last.input, list) and type(last).__name__ in ('Dense', 'Softmax', 'Activation') else []
            part = keras.Model(inputs, [_result(model, layer) for layer in chosen] + before + [output])

            def walk(x):
                values = part(x)
                if not isinstance(values, (list, tuple)):
                    values = [values]
                scores = _scores_of(last, values[-2]) if before else values[-1]
                return list(values[:len(chosen)]), values[-1], scores
            return walk


        def _result(model, layer):
            """What a layer of a functional model gives there; a model among the layers gives it to who comes next."""
            if not hasattr(layer, 'layers'):
                return layer.output
            for other in _layers(model):
                given = other.input
                for symbol in given if isinstance(given, list) else [given]:
                    if symbol.name == layer.name:
                        return symbol
            raise ValueError(f"the layer '{layer.name}' is a model of its own: look into model.get_layer('{layer.name}')")


        def _outputs(y, model):
            """Answers of a network as [N, classes]."""
            if len(y.shape) != 2:
                raise ValueError(f"'{model.name}' gives the shape {tuple(y.shape)} for one image: a network with a row of answers is wanted")
            return y


        def _choose(outputs, class_index):
            """The class to be explained: the one that is wanted, or the network's answer."""
            row = _np.asarray(outputs)[0]
            classes = 2 if len(row) == 1 else len(row)
            if class_index is None:
                return int(row.argmax()) if len(row) > 1 else int(row[0] > 0.5)
            if not 0 <= int(class_index) < classes:
                raise ValueError(f"class_index must be from 0 to {classes - 1}, not {class_index}")
            return int(class_index)


        def _answer(outputs, index):
            """What the network says of a class; of one output the rest belongs to class 0."""
            row = _np.asarray(outputs)[0]
            return float(row[index]) if len(row) > 1 else float(row[0]) if index else float(1 - row[0])


        def _score(scores, index):
            """The score of a class for each sample; one output speaks for class 1 and against class 0."""
            if scores.shape[1] > 1:
                return scores[:, index]
            return scores[:, 0] if index else -scores[:, 0]


        def _kernel(layer):
            """A layer's filters as [filters, channels, height, width]; None where there are none."""
            kind = type(layer).__name__
            if kind in ('Conv2D', 'Convolution2D'):
                return layer.get_weights()[0].transpose(3, 2, 0, 1)
            if kind == 'Conv2DTranspose':
                return layer.get_weights()[0].transpose(2, 3, 0, 1)
            if kind in ('DepthwiseConv2D', 'SeparableConv2D'):
                w = layer.get_weights()[0].transpose(2, 3, 0, 1)
                return w.reshape((-1, 1) + w.shape[2:])
            if kind == 'Conv1D':
                return layer.get_weights()[0].transpose(2, 1, 0)[:, None]
            if kind == 'Dense':
                w = layer.get_weights()[0]
                side = int(round(w.shape[0] ** 0.5))
                if side > 1 and side * side == w.shape[0]:
                    return w.T.reshape(-1, 1, side, side)
                if w.shape[0] % 3 == 0:
                    side = int(round((w.shape[0] // 3) ** 0.5))
                    if side > 1 and side * side * 3 == w.shape[0]:
                        return w.T.reshape(-1, side, side, 3).transpose(0, 3, 1, 2)
                return w.T[:, None, None, :]
            return None
        """#
}
