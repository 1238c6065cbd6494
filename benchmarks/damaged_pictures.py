# Damaged PNG and JPEG files by the hundred thousand, read by PIL.Image as a program reads them: each gives a picture or
# an error, the process lives on, and its memory stays.
#
#     svertka run benchmarks/damaged_pictures.py          # 200,000 of each kind; DAMAGED_PICTURES=2000 for fewer
#
# Half of the PNG files have a chunk changed and its checksum made right again; of the JPEG files a third have a segment
# changed, moved or given another length. Then bits, bytes, pieces and ends are changed, up to three times.
import io
import os
import random
import time

import numpy as np
from PIL import Image, ImageFile

count = int(os.environ.get('DAMAGED_PICTURES', '200000'))
y, x = np.mgrid[0:17, 0:21]
rgb = np.stack([(x * 11 + y) % 256, (x * y * 3) % 256, (x * 5 ^ y * 7) % 256], axis=2).astype('uint8')
colour = Image.fromarray(rgb)


def saved(image, format, **settings):
    stream = io.BytesIO()
    image.save(stream, format, **settings)
    return stream.getvalue()


png = []
for mode in ['1', 'L', 'LA', 'P', 'RGB', 'RGBA', 'I;16']:
    image = Image.fromarray(rgb[:, :, 0].astype('uint16') * 250) if mode == 'I;16' else colour.convert(mode)
    for interlace in [False, True]:
        for level in [0, 9]:
            more = {'transparency': bytes(range(200)) if mode == 'P' else 0 if mode != 'RGB' else (0, 0, 0)} if mode in ('1', 'L', 'P', 'RGB') else {}
            png.append(saved(image, 'PNG', interlace=interlace, compress_level=level, exif=b'Exif\0\0II*\0notes', **more))
for colours in [2, 4, 16]:
    few = Image.fromarray(rgb[:, :, 0] % colours)
    few.putpalette(bytes(range(3 * colours)))
    png.append(saved(few, 'PNG'))
jpeg = [saved(colour.convert(mode), 'JPEG', progressive=progressive, subsampling=subsampling, exif=b'Exif\0\0II*\0notes')
        for mode in ['L', 'RGB', 'CMYK'] for progressive in [False, True] for subsampling in [0, 1, 2]]

crcs = []
for n in range(256):
    c = n
    for _ in range(8):
        c = c >> 1 ^ 0xEDB88320 if c & 1 else c >> 1
    crcs.append(c)


def crc(data):
    c = 0xFFFFFFFF
    for byte in data:
        c = crcs[(c ^ byte) & 255] ^ c >> 8
    return c ^ 0xFFFFFFFF


def edit_chunk(file):
    places, at = [], 8
    while at + 12 <= len(file):
        places.append(at)
        at += 12 + int.from_bytes(file[at:at + 4], 'big')
    start = random.choice(places)
    length = int.from_bytes(file[start:start + 4], 'big')
    end = start + 12 + length
    way = random.randrange(5)
    if way == 0:
        lie = random.choice([0, length + 1, max(length - 1, 0), 0x7FFFFFFF, 0xFFFFFFFF, random.randrange(1 << 20)])
        return file[:start] + lie.to_bytes(4, 'big') + file[start + 4:]
    if way == 1:
        place = random.choice(places)
        return file[:place] + file[start:end] + file[place:]
    if way == 2:
        return file[:start] + file[end:]
    body = bytearray(file[start + 4:start + 8 + length])
    for _ in range(1 + random.randrange(3)):
        if length:
            body[4 + random.randrange(length)] = random.randrange(256)
    if random.randrange(4) == 0:
        body = body[:4 + random.randrange(length + 1)]
    body = bytes(body)
    return file[:start] + (len(body) - 4).to_bytes(4, 'big') + body + crc(body).to_bytes(4, 'big') + file[end:]


def edit_segment(file):
    places, at = [], 2
    while at + 4 <= len(file) and file[at] == 0xFF and file[at + 1] != 0xDA:
        places.append(at)
        at += 2 + file[at + 2] * 256 + file[at + 3]
    start = random.choice(places)
    end = start + 2 + file[start + 2] * 256 + file[start + 3]
    way = random.randrange(5)
    if way == 0:
        return file[:start + 2] + bytes([random.randrange(256), random.randrange(256)]) + file[start + 4:]
    if way == 1:
        return file[:start + 1] + bytes([0xC0 + random.randrange(64)]) + file[start + 2:]
    if way == 2:
        place = random.choice(places)
        return file[:place] + file[start:end] + file[place:]
    if way == 3:
        return file[:start] + file[end:]
    place = start + 4 + random.randrange(max(end - start - 4, 1))
    return file[:place] + bytes([random.randrange(256)]) + file[place + 1:]


def damaged(file):
    for _ in range(random.randrange(4)):
        place = random.randrange(len(file))
        way = random.randrange(6)
        if way == 0:
            file = file[:place + 1]
        elif way == 1:
            file = file[:place] + bytes([random.choice([0, 255, 127, 128])]) + file[place + 1:]
        elif way == 2:
            file = file[:place] + bytes([random.randrange(256)]) + file[place + 1:]
        elif way == 3:
            file = file[:place] + bytes(random.randrange(256) for _ in range(random.randrange(9))) + file[place:]
        elif way == 4:
            file = (file[:place] + file[place + random.randrange(9):]) or b'\x89'
        else:
            file = file[:place] + bytes([file[place] ^ 1 << random.randrange(8)]) + file[place + 1:]
    return file


def resident():
    with open('/proc/self/statm') as statm:
        return int(statm.read().split()[1]) * 4096 / 1048576


def run(name, seeds, edit, share):
    random.seed(7)
    read, errors, early, most = 0, {}, 0, 0
    start = time.time()
    for number in range(count):
        file = random.choice(seeds)
        if random.random() < share:
            file = edit(file)
        ImageFile.LOAD_TRUNCATED_IMAGES = random.randrange(4) == 0
        try:
            Image.open(io.BytesIO(damaged(file))).convert('RGBA')
            read += 1
        except (OSError, Image.DecompressionBombError) as error:
            words = str(error).split(':')[-1].strip()[:40]
            errors[words] = errors.get(words, 0) + 1
        if number % 500 == 0:
            most = max(most, resident())
        if number == count // 10:
            early = resident()
    print('%s: %d files, %d read, %d kinds of errors, %.0f s; %.0f MiB after a tenth, %.0f at the end, %.0f at most' % (
        name, count, read, len(errors), time.time() - start, early, resident(), most))
    assert 0 < read < count
    # Arrays keep the memory of the largest picture that was read: a file of 2 KB may hold a million pixels.
    assert resident() < 256, 'memory stays behind'


run('PNG', png, edit_chunk, 0.5)
run('JPEG', jpeg, edit_segment, 0.33)
