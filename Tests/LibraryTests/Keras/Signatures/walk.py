# Every class and method that Keras lists, with every argument: it works, or it is refused by name. What is accepted
# must show in the object's settings: an argument that does not is ignored in silence, and the test fails.
import io
import json
import os

import numpy as np
import keras
from keras import Input, Model, Sequential, layers, models, utils

required = {
    'units': 3, 'filters': 2, 'kernel_size': 2, 'rate': 0.2, 'scale': 0.5, 'input_dim': 5, 'output_dim': 3, 'n': 2,
    'target_shape': (6,), 'dims': (2, 1), 'axes': 1, 'num_heads': 2, 'key_dim': 2, 'head_dim': 2, 'num_query_heads': 2,
    'num_key_value_heads': 2, 'height': 4, 'width': 4, 'factor': 0.2, 'height_factor': 0.2, 'width_factor': 0.2,
    'activation': 'relu', 'stddev': 0.2, 'layer': None, 'function': None, 'num_classes': 3, 'num_bins': 3, 'num_tokens': 4,
    'initial_learning_rate': 0.1, 'decay_steps': 5, 'decay_rate': 0.9, 'boundaries': [1, 2], 'values': [0.1, 0.2, 0.3],
    'first_decay_steps': 4, 'filepath': 'out/x.keras', 'filename': 'out/x.csv', 'schedule': None, 'recall': 0.5,
    'precision': 0.5, 'specificity': 0.5, 'sensitivity': 0.5, 'target_class_ids': [0], 'pool': 2, 'fn': None, 'name': 'abc',
    'cell': None, 'cells': None, 'mode': 'max', 'value': 1.0, 'l1': 0.1, 'l2': 0.1, 'x': None,
}
# Other values than the default, by the argument's name.
others = {
    'activation': 'tanh', 'recurrent_activation': 'tanh', 'padding': 'same', 'data_format': 'channels_first', 'seed': 5,
    'name': 'other', 'dtype': 'float64', 'interpolation': 'nearest', 'mode': 'max', 'score_mode': 'concat', 'axis': 1,
    'merge_mode': 'sum', 'fill_mode': 'constant', 'reduction': 'sum', 'noise_shape': (1, 2), 'shared_axes': [1],
    'mean': 0.5, 'variance': 0.5, 'stddev': 0.7, 'distribution': 'uniform', 'curve': 'PR', 'monitor': 'loss',
    'summation_method': 'minoring', 'average': 'macro', 'strides': 2, 'output_padding': 1, 'clipnorm': 0.5, 'clipvalue': 0.5,
    'global_clipnorm': 0.5, 'weight_decay': 0.1, 'ema_overwrite_frequency': 3, 'loss_scale_factor': 2.0, 'rank': 2,
    'gradient_accumulation_steps': 2, 'output_shape': 4, 'value_dim': 3, 'max_value': 3.0, 'thresholds': 0.4, 'top_k': 1,
    'class_id': 1, 'ignore_class': 1, 'threshold': 0.4, 'size': 3, 'cropping': 1, 'pool_size': 3, 'dilation_rate': 2,
    'backward_layer': None, 'value_range': (0, 1), 'output_mode': 'int', 'vocabulary': ['a'], 'scale': 0.7, 'offset': 0.5,
    'from_logits': True, 'use_cudnn': False, 'baseline': 0.5, 'separator': ';', 'output_max_length': 3, 'count_mode': 'samples',
    'save_freq': 2, 'update_freq': 'batch', 'write_graph': False, 'headers': {}, 'initial_value_threshold': 0.5, 'noise': 1,
    'mask_value': 1.0, 'l1': 0.3, 'l2': 0.3, 'rp': 0.1, 'beta_1': 0.8, 'min_value': 0.5, 'axes': 2, 'gamma': 1.5, 'alpha': 0.4,
    'target_class_ids': [1], 'kernel_size': 3, 'learning_rate': 0.3, 'staircase': True, 'dense_activation': 'relu', 'label_weights': [1.0],
}
# What changes only how Keras computes: it makes no difference here and is accepted.
harmless = {'dtype', 'trainable', 'autocast', 'unroll', 'use_cudnn', 'flash_attention', 'jit_compile', 'run_eagerly',
            'auto_scale_loss', 'cache_output', 'histogram_freq', 'write_graph', 'zero_output_for_mask', 'name', 'by_epoch',
            'steps_per_execution', 'safe_mode', 'verbose'}


def sample(name, cls):
    if name in ('layer', 'cell', 'cells'):
        return layers.LSTM(2) if cls == 'Bidirectional' else layers.Dense(2)
    if name in ('function', 'fn', 'schedule'):
        return lambda *values: values[0]
    return required[name]


def other(name, default):
    if name in others and others[name] != default:
        return others[name]
    for ending, value in (('_initializer', 'he_normal'), ('_regularizer', keras.regularizers.L2(0.3)),
                          ('_constraint', keras.constraints.MaxNorm(3))):
        if name.endswith(ending):
            return value
    if isinstance(default, bool):
        return not default
    if isinstance(default, int):
        return default + 1
    if isinstance(default, float):
        return default / 2 + 0.25
    if isinstance(default, tuple):
        return tuple(part + 1 for part in default if isinstance(part, int)) or (2,)
    if default is None:
        return 3
    return 'another'


def plain(value):
    if isinstance(value, dict):
        return value.get('class_name', '')
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    return round(float(value), 6) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def same(config, name, value):
    if name == 'seed' and isinstance(config, dict):
        return True
    if hasattr(value, 'get_config'):
        return type(value).__name__ in (plain(config), config) or type(value).__name__ == plain(config)
    if isinstance(config, dict):
        return str(value).replace('_', '') in plain(config).lower() or plain(config).lower() in str(value).replace('_', '')
    a, b = plain(config), plain(value)
    return a == b or isinstance(a, list) and all(part == b for part in a) or [a] == b or str(a) == str(b)


ignored, poor, refused, works, absent = [], [], 0, 0, []
with open(os.environ['SVERTKA_SIGNATURES']) as file:
    lines = file.read().splitlines()
for line in lines:
    path, *arguments = line.split(' ')
    module, name = path.rsplit('.', 1)
    if module in ('Model', 'utils', 'models', 'src.utils', 'src.models'):
        continue
    place = keras
    for part in module.split('.'):
        place = getattr(place, part)
    cls = getattr(place, name, None)
    if cls is None:
        absent.append(path)
        continue
    if name in ('Layer', 'Wrapper', 'InputLayer', 'RNN', 'Loss', 'Metric', 'Optimizer', 'Callback', 'LearningRateSchedule',
                'Initializer', 'Regularizer', 'Constraint', 'InputSpec', 'MeanMetricWrapper', 'LossScaleOptimizer'):
        continue
    parts = [argument.partition('=') for argument in arguments]
    first = {key: sample(key, name) for key, equals, _ in parts if not equals and key in required}
    try:
        cls(**first)
    except Exception as error:
        if str(error) == 'keras.%s is not offered' % path:
            absent.append(path)
        else:
            poor.append('%s(%s): %s' % (path, ', '.join(first), str(error)[:80]))
        continue
    extra = [('name', '=', 'None'), ('dtype', '=', 'None'), ('trainable', '=', 'True')] if module == 'layers' else []
    for key, equals, text in parts + [part for part in extra if part[0] not in [p[0] for p in parts]]:
        if text == '?' or key == 'kwargs':
            continue
        default = {'True': True, 'False': False, 'None': None}.get(text, text.strip("'"))
        if equals and isinstance(default, str) and text[:1] != "'":
            try:
                default = json.loads(text.replace('(', '[').replace(',)', ']').replace(')', ']'))
                default = tuple(default) if isinstance(default, list) else default
            except ValueError:
                pass
        if equals:
            try:
                cls(**{**first, key: default})
            except Exception as error:
                poor.append('%s %s=%r, the default: %s' % (path, key, default, str(error)[:90]))
        value = other(key, default) if equals else first.get(key)
        if key in ('on_epoch_begin', 'on_epoch_end', 'on_train_begin', 'on_train_end', 'on_train_batch_begin', 'on_train_batch_end'):
            value = lambda *values: None
        if key in ('mean', 'variance') and name == 'Normalization':
            continue
        settings = {**first, key: value}
        try:
            made = cls(**settings)
        except Exception as error:
            if key not in str(error) and type(error).__name__ != 'TypeError':
                poor.append('%s %s=%r: %s' % (path, key, value, str(error)[:90]))
            refused += 1
            continue
        works += 1
        if not hasattr(made, 'get_config') or key in harmless or callable(value) and not hasattr(value, 'get_config'):
            continue
        config = made.get_config()
        if key not in config:
            ignored.append('%s %s=%r is not in its settings' % (path, key, value))
        elif not same(config[key], key, value):
            ignored.append('%s %s=%r became %r' % (path, key, value, config[key]))
print('absent:', ' '.join(absent))
for text in ignored:
    print('ignored:', text)
for text in poor:
    print('poor:', text)
print(works, 'work,', refused, 'are refused')

# Methods: each argument changes what happens, makes no difference by its nature, or is refused by name.
rng = np.random.default_rng(0)
x, y = rng.normal(size=(24, 4)).astype('float32'), rng.integers(0, 3, 24)
weights = np.linspace(0, 1, 24)


def model(**settings):
    keras.utils.set_random_seed(3)
    made = Sequential([Input((4,)), layers.Dense(3, activation='softmax')])
    made.compile(**{'optimizer': 'sgd', 'loss': 'sparse_categorical_crossentropy', 'metrics': ['accuracy'], **settings})
    return made


def fitted(**settings):
    return model().fit(**{'x': x, 'y': y, 'verbose': 0, 'batch_size': 8, **settings}).history


def compiled(**settings):
    made = model(**settings)
    history = made.fit(x, y, sample_weight=weights, verbose=0, batch_size=8, shuffle=False).history
    return sorted(history), history['loss']


def printed(function):
    lines = []
    function(lines.append)
    return lines


def saved(**settings):
    path = 'out/walk.keras'
    model().save(path, **settings)
    os.remove(path)


def loaded(**settings):
    path = 'out/walk.weights.h5'
    model().save_weights(path)
    model().load_weights(path, **settings)
    os.remove(path)


os.makedirs('out', exist_ok=True)
base = {'evaluate': model().evaluate(x, y, verbose=0), 'train': model().train_on_batch(x, y), 'test': model().test_on_batch(x, y)}
nested = Sequential([Input((4,)), Sequential([Input((4,)), layers.Dense(2, name='inside')])])
stop = keras.callbacks.LambdaCallback(on_epoch_begin=lambda *values: seen.append(1))
seen = []
# What shows that the other value was heard; None where the argument makes no difference to results.
effects = {
    'compile optimizer': lambda: compiled(optimizer='adam') != compiled(), 'compile loss': lambda: compiled(loss=keras.losses.SparseCategoricalCrossentropy(reduction='sum')) != compiled(),
    'compile loss_weights': lambda: compiled(loss_weights=0.5) != compiled(), 'compile metrics': lambda: compiled(metrics=[]) != compiled(),
    'compile weighted_metrics': lambda: compiled(weighted_metrics=['accuracy']) != compiled(),
    'compile run_eagerly': None, 'compile steps_per_execution': None, 'compile jit_compile': None, 'compile auto_scale_loss': None,
    'fit x': lambda: fitted(x=x * 2) != fitted(), 'fit y': lambda: fitted(y=(y + 1) % 3) != fitted(),
    'fit batch_size': lambda: fitted(batch_size=3) != fitted(), 'fit epochs': lambda: len(fitted(epochs=2)['loss']) == 2, 'fit verbose': None,
    'fit callbacks': lambda: (fitted(callbacks=[stop]), seen)[1] == [1],
    'fit validation_split': lambda: 'val_loss' in fitted(validation_split=0.5),
    'fit validation_data': lambda: 'val_loss' in fitted(validation_data=(x, y)), 'fit shuffle': lambda: fitted(shuffle=False) != fitted(),
    'fit class_weight': lambda: fitted(class_weight={0: 5.0}) != fitted(), 'fit sample_weight': lambda: fitted(sample_weight=weights) != fitted(),
    'fit initial_epoch': lambda: len(fitted(epochs=3, initial_epoch=2)['loss']) == 1,
    'fit steps_per_epoch': lambda: fitted(steps_per_epoch=1) != fitted(),
    'fit validation_steps': lambda: fitted(validation_data=(x, y), validation_steps=1)['val_loss'] != fitted(validation_data=(x, y))['val_loss'],
    'fit validation_batch_size': None,
    'fit validation_freq': lambda: len(fitted(validation_data=(x, y), validation_freq=2, epochs=4)['val_loss']) == 2,
    'evaluate x': lambda: model().evaluate(x * 2, y, verbose=0) != base['evaluate'],
    'evaluate y': lambda: model().evaluate(x, (y + 1) % 3, verbose=0) != base['evaluate'], 'evaluate batch_size': None, 'evaluate verbose': None,
    'evaluate sample_weight': lambda: model().evaluate(x, y, sample_weight=weights, verbose=0) != base['evaluate'],
    'evaluate steps': lambda: model().evaluate(x, y, steps=1, batch_size=4, verbose=0) != base['evaluate'],
    'evaluate callbacks': lambda: model().evaluate(x, y, callbacks=[stop], verbose=0) and False,
    'evaluate return_dict': lambda: sorted(model().evaluate(x, y, return_dict=True, verbose=0)) == ['accuracy', 'loss'],
    'predict x': lambda: (model().predict(x * 2, verbose=0) != model().predict(x, verbose=0)).any(), 'predict batch_size': None,
    'predict verbose': None, 'predict steps': lambda: len(model().predict(x, steps=1, batch_size=5, verbose=0)) == 5,
    'predict callbacks': lambda: model().predict(x, callbacks=[stop], verbose=0) is None,
    'train_on_batch x': lambda: model().train_on_batch(x * 2, y) != base['train'],
    'train_on_batch y': lambda: model().train_on_batch(x, (y + 1) % 3) != base['train'],
    'train_on_batch sample_weight': lambda: model().train_on_batch(x, y, sample_weight=weights) != base['train'],
    'train_on_batch class_weight': lambda: model().train_on_batch(x, y, class_weight={0: 5.0}) != base['train'],
    'train_on_batch return_dict': lambda: isinstance(model().train_on_batch(x, y, return_dict=True), dict),
    'test_on_batch x': lambda: model().test_on_batch(x * 2, y) != base['test'],
    'test_on_batch y': lambda: model().test_on_batch(x, (y + 1) % 3) != base['test'],
    'test_on_batch sample_weight': lambda: model().test_on_batch(x, y, sample_weight=weights) != base['test'],
    'test_on_batch return_dict': lambda: isinstance(model().test_on_batch(x, y, return_dict=True), dict),
    'predict_on_batch x': lambda: (model().predict_on_batch(x * 2) != model().predict_on_batch(x)).any(),
    'summary line_length': lambda: printed(lambda f: model().summary(print_fn=f, line_length=100)) != printed(lambda f: model().summary(print_fn=f)),
    'summary positions': lambda: model().summary(positions=[0.5, 1]), 'summary print_fn': lambda: len(printed(lambda f: model().summary(print_fn=f))) > 0,
    'summary expand_nested': lambda: 'inside' in str(printed(lambda f: nested.summary(print_fn=f, expand_nested=True))),
    'summary show_trainable': lambda: 'Trainable' in str(printed(lambda f: nested.summary(print_fn=f, show_trainable=True))),
    'summary layer_range': lambda: model().summary(layer_range=['a', 'b']),
    'save filepath': lambda: saved() is None, 'save overwrite': lambda: (model().save('out/walk2.keras'), model().save('out/walk2.keras', overwrite=False)) is None,
    'save zipped': lambda: saved(zipped=False), 'save_weights filepath': lambda: loaded() is None,
    'save_weights overwrite': lambda: (model().save_weights('out/walk3.weights.h5'), model().save_weights('out/walk3.weights.h5', overwrite=False)) is None,
    'save_weights max_shard_size': lambda: model().save_weights('out/walk4.weights.h5', max_shard_size=1),
    'load_weights filepath': lambda: loaded() is None, 'load_weights skip_mismatch': lambda: loaded(skip_mismatch=True),
    'export filepath': lambda: model().export('out/walk.onnx', format='onnx', verbose=False) is None,
    'export format': lambda: model().export('out/walk', format='litert'), 'export verbose': None,
    'export input_signature': lambda: model().export('out/walk.onnx', format='onnx', input_signature=[1]),
    'get_layer name': lambda: nested.get_layer(name=nested.layers[0].name) is nested.layers[0],
    'get_layer index': lambda: nested.get_layer(index=0) is nested.layers[0],
}
aliases = {'overwrite': 'is there already'}
silent, count = [], 0
for line in lines:
    path, *arguments = line.split(' ')
    if not path.startswith('Model.'):
        continue
    for argument in arguments:
        key = path[6:] + ' ' + argument.partition('=')[0]
        count += 1
        if key not in effects:
            silent.append(key + ': nobody looks at it')
        elif effects[key] is not None:
            try:
                if not effects[key]():
                    silent.append(key + ': no effect')
            except Exception as error:
                word = key.split(' ')[1]
                if aliases.get(word, word) not in str(error):
                    silent.append('%s: %s %s' % (key, type(error).__name__, str(error)[:90]))
for text in silent:
    print('silent:', text)
print(count, 'arguments of methods')
for name in os.listdir('out'):
    if name.startswith('walk'):
        os.remove('out/' + name)
