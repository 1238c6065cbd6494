# Pictures in files, folders of them, ImageDataGenerator and pad_sequences: the same numbers after the same seeds.
import os
import shutil

import numpy as np
import keras
from keras.utils import (array_to_img, get_file, image_dataset_from_directory, img_to_array, load_img, pad_sequences,
                         save_img)

try:
    from keras.preprocessing.image import ImageDataGenerator
except ImportError:
    from keras.src.legacy.preprocessing.image import ImageDataGenerator

folder = 'out/images-test'
shutil.rmtree(folder, ignore_errors=True)
rng = np.random.RandomState(3)


def show(name, x):
    x = np.asarray(x, dtype='float64')
    weights = np.cos(np.arange(x.size)).reshape(x.shape)
    print(name, x.shape, '%.2f' % x.sum(), '%.2f' % (x * weights).sum())


def refused(name, function):
    try:
        function()
    except Exception as error:
        print(name, type(error).__name__, str(error).split(';')[0][:120])


# Sequences.
lists = [[1, 2, 3], [4], [], [5, 6, 7, 8]]
print(pad_sequences(lists))
print(pad_sequences(lists, maxlen=2, padding='post', truncating='post', value=-1))
print(pad_sequences(lists, maxlen=6, dtype='float32', value=0.5))
print(pad_sequences([[[1, 2], [3, 4]], [[5, 6]]], maxlen=3).tolist())
print(pad_sequences([['a', 'bc'], ['d']], dtype=object, value='').tolist())
refused('not a list', lambda: pad_sequences([1, 2]))
refused('truncating', lambda: pad_sequences(lists, truncating='middle'))
refused('padding', lambda: pad_sequences(lists, padding='middle'))
refused('value', lambda: pad_sequences(lists, value='x'))

# Pictures.
for name, channels in [('cats', 3), ('dogs', 1)]:
    os.makedirs(os.path.join(folder, name))
    for i in range(5):
        x = rng.randint(0, 256, (9 + i, 11, channels)).astype('uint8')
        save_img(os.path.join(folder, name, 'p%d.png' % i), x, scale=False)
path = os.path.join(folder, 'cats', 'p1.png')
img = load_img(path)
print(img.size, img.mode)
show('array', img_to_array(img))
show('uint8', img_to_array(img, dtype='uint8'))
for mode in ['grayscale', 'rgb', 'rgba']:
    show(mode, img_to_array(load_img(path, color_mode=mode)))
for way in ['nearest', 'bilinear', 'bicubic', 'box', 'hamming', 'lanczos']:
    show(way, img_to_array(load_img(path, target_size=(5, 7), interpolation=way)))
    show(way + ' larger', img_to_array(load_img(path, target_size=(21, 16), interpolation=way)))
show('aspect', img_to_array(load_img(path, target_size=(6, 6), interpolation='bilinear', keep_aspect_ratio=True)))
show('alpha', img_to_array(load_img(path, color_mode='rgba', target_size=(6, 5), interpolation='bilinear')))
back = array_to_img(np.linspace(-1, 2, 24).reshape(2, 4, 3))
print(back.size, back.mode, np.array(back).tolist())
gray = array_to_img(np.arange(6.0).reshape(2, 3, 1))
print(gray.mode, np.array(gray).tolist())
refused('rank', lambda: array_to_img(np.zeros((3, 3))))
refused('channels', lambda: array_to_img(np.zeros((3, 3, 5))))
refused('mode', lambda: load_img(path, color_mode='cmyk'))
refused('way', lambda: load_img(path, target_size=(3, 3), interpolation='guess'))

# Folders as batches.
for settings in [{}, {'label_mode': 'categorical', 'color_mode': 'grayscale'}, {'label_mode': 'binary', 'interpolation': 'nearest'},
                 {'label_mode': None, 'labels': None, 'crop_to_aspect_ratio': True}]:
    data = image_dataset_from_directory(folder, image_size=(6, 8), batch_size=4, shuffle=False, **settings)
    print(data.class_names, len(data), [os.path.basename(p) for p in data.file_paths][:3])
    for batch in data:
        if isinstance(batch, tuple):
            show('images', batch[0])
            print('labels', np.asarray(batch[1]).tolist())
        else:
            show('images', batch)
for subset in ['training', 'validation']:
    data = image_dataset_from_directory(folder, image_size=(6, 8), validation_split=0.3, subset=subset, seed=5, batch_size=20)
    print(sorted(os.path.join(os.path.basename(os.path.dirname(p)), os.path.basename(p)) for p in data.file_paths))
    for x, y in data:
        print(x.shape, sorted(np.asarray(y).tolist()))
refused('no seed', lambda: image_dataset_from_directory(folder, validation_split=0.3, subset='training'))
refused('no subset', lambda: image_dataset_from_directory(folder, validation_split=0.3))
refused('classes', lambda: image_dataset_from_directory(folder, class_names=['birds']))

# Pictures changed at random.
images = rng.randint(0, 256, (7, 8, 10, 3)).astype('float32')
labels = np.arange(7)
for settings in [
        {}, {'rotation_range': 30}, {'width_shift_range': 0.2, 'height_shift_range': 0.3, 'fill_mode': 'constant', 'cval': 7},
        {'shear_range': 20, 'zoom_range': 0.4, 'fill_mode': 'reflect'}, {'zoom_range': [0.5, 0.9], 'horizontal_flip': True},
        {'vertical_flip': True, 'rescale': 1 / 255., 'samplewise_center': True, 'samplewise_std_normalization': True},
        {'brightness_range': (0.4, 1.6)}, {'channel_shift_range': 40.0, 'width_shift_range': [-2, 2, 1]},
        {'rotation_range': 60, 'interpolation_order': 0, 'height_shift_range': 3},
        {'preprocessing_function': lambda x: x * 2 - 1, 'rotation_range': 15, 'fill_mode': 'wrap'}]:
    generator = ImageDataGenerator(**settings)
    np.random.seed(4)
    flow = generator.flow(images, labels, batch_size=3)
    name = ' '.join(sorted(settings)) or 'as they are'
    for i in range(3):
        x, y = next(flow)
        show(name, x)
        print(y.tolist())
    np.random.seed(9)
    show('one', generator.random_transform(images[0].copy()))
generator = ImageDataGenerator(featurewise_center=True, featurewise_std_normalization=True, rescale=0.1)
generator.fit(images)
print(np.round(generator.mean.ravel(), 3).tolist(), np.round(generator.std.ravel(), 3).tolist())
x, y = next(generator.flow(images, labels, shuffle=False, batch_size=7))
show('featurewise', x)
generator = ImageDataGenerator(zca_whitening=True, zca_epsilon=0.1, featurewise_center=True)
generator.fit(images[:, :3, :3])
print(generator.zca_whitening_matrix.shape, '%.3f' % np.abs(generator.zca_whitening_matrix).sum())
show('whitened', generator.standardize(images[0, :3, :3].copy()))
generator = ImageDataGenerator(validation_split=0.3)
for subset in ['training', 'validation']:
    flow = generator.flow(images, np.arange(7) % 1, subset=subset, shuffle=False, batch_size=10)
    print(subset, len(flow), flow.n, next(flow)[0].shape)
flow = generator.flow(images, labels, sample_weight=labels / 10, shuffle=False, batch_size=4, seed=3)
print([part.shape for part in flow[1]], flow[0][2].tolist(), len(flow))
generator = ImageDataGenerator(rescale=1 / 255., validation_split=0.4)
for settings in [{}, {'class_mode': 'binary', 'color_mode': 'grayscale'}, {'class_mode': 'sparse', 'subset': 'training'},
                 {'class_mode': None}, {'class_mode': 'input', 'interpolation': 'bilinear'}, {'classes': ['dogs']}]:
    flow = generator.flow_from_directory(folder, target_size=(6, 7), batch_size=4, shuffle=False, **settings)
    print(flow.class_indices, flow.samples, flow.classes.tolist(), [name.replace(os.sep, '/') for name in flow.filenames[:2]])
    batch = next(flow)
    for part in batch if isinstance(batch, tuple) else [batch]:
        show('part', part)
refused('rank', lambda: generator.flow(images[0]))
refused('lengths', lambda: generator.flow(images, labels[:3]))
refused('subset', lambda: generator.flow(images, labels, subset='test'))
refused('class mode', lambda: generator.flow_from_directory(folder, class_mode='words'))
refused('zoom', lambda: ImageDataGenerator(zoom_range=[1, 2, 3]))
refused('split', lambda: ImageDataGenerator(validation_split=2))
refused('brightness', lambda: ImageDataGenerator(brightness_range=0.3))

# Trained on.
keras.utils.set_random_seed(1)
model = keras.Sequential([keras.Input((6, 7, 3)), keras.layers.Flatten(), keras.layers.Dense(2, activation='softmax')])
model.compile('sgd', 'categorical_crossentropy')
history = model.fit(generator.flow_from_directory(folder, target_size=(6, 7), batch_size=4, seed=1), epochs=2, verbose=0)
print(len(history.history['loss']))
data = image_dataset_from_directory(folder, image_size=(6, 7), label_mode='categorical', batch_size=4)
print(len(model.fit(data, epochs=2, verbose=0, validation_data=data).history['val_loss']))
print(model.predict(data, verbose=0).shape)
shutil.rmtree(folder)
