# Pictures of PIL: modes, sizes, turns, filters, drawing and files, number for number.
import io
import os

import numpy as np
from PIL import Image, ImageFilter, ImageOps, ImageEnhance, ImageChops, ImageDraw

y, x = np.mgrid[0:61, 0:83]
rgb = np.stack([(x * 3 + y) % 256, (x * y // 5) % 256, ((np.sin(x / 7.0) + np.cos(y / 5.0)) * 60 + 128).astype('int64')], axis=2).astype('uint8')
alpha = ((x * 5 + y * 2) % 256).astype('uint8')
C = Image.fromarray(rgb)
G = Image.fromarray(rgb[:, :, 2].copy())
A = Image.fromarray(np.concatenate([rgb, alpha[:, :, None]], axis=2))
LA = Image.fromarray(np.stack([rgb[:, :, 1], alpha], axis=2))
F = Image.fromarray((rgb[:, :, 0] / 3.0).astype('float32'))
I = Image.fromarray(rgb[:, :, 0].astype('int32') * 100 - 3000)
B = Image.fromarray(rgb[:, :, 0] > 120)
W = Image.fromarray((rgb[:, :, 0].astype('uint16') * 251))
table = []

def row(name, function):
    table.append((name, function))

modes = ['1', 'L', 'LA', 'P', 'RGB', 'RGBA', 'CMYK', 'HSV', 'I', 'F']
for n, im in [('C', C), ('G', G), ('A', A), ('LA', LA), ('B', B)]:
    for m in modes:
        if (n, m) == ('A', 'P') or m == im.mode or m == 'HSV' and n in ('LA',):
            continue
        row('convert %s %s' % (n, m), lambda im=im, m=m: im.convert(m))
row('convert F L', lambda: F.convert('L'))
row('convert I L', lambda: I.convert('L'))
row('convert W L', lambda: W.convert('L'))
row('convert W I', lambda: W.convert('I'))
row('convert I F', lambda: I.convert('F'))
row('1 without dither', lambda: C.convert('1', dither=0))
row('P without dither', lambda: C.convert('P', dither=0))
row('back from P', lambda: C.convert('P').convert('RGB'))
row('P to L', lambda: C.convert('P').convert('L'))
row('back from HSV', lambda: C.convert('HSV').convert('RGB'))
row('back from CMYK', lambda: C.convert('CMYK').convert('RGB'))
for r in range(6):
    for size in [(40, 30), (200, 97), (83, 20), (7, 7)]:
        for n, im in [('C', C), ('G', G), ('A', A), ('F', F)]:
            row('resize %s %d %s' % (n, r, size), lambda im=im, size=size, r=r: im.resize(size, r))
row('resize box', lambda: C.resize((33, 44), 2, box=(3.3, 4.5, 60.2, 50.1)))
row('resize I', lambda: I.resize((33, 44), 3))
row('resize W', lambda: W.resize((33, 44), 3))
row('resize gap', lambda: C.resize((9, 7), 3, reducing_gap=2.0))
row('resize P', lambda: C.convert('P').resize((33, 44), 3))
for f in [2, 3, (2, 5), 4, 7]:
    row('reduce %s' % (f,), lambda f=f: C.reduce(f))
    row('reduce A %s' % (f,), lambda f=f: A.reduce(f))
def thumb(im, size):
    im = im.copy(); im.thumbnail(size); return im
for s in [(20, 20), (10, 50), (64, 64), (500, 500), (7, 3)]:
    row('thumbnail %s' % (s,), lambda s=s: thumb(C, s))
for r in (0, 2, 3):
    for a in (0, 15, 45, 90, 180, 270, -33.3, 359):
        row('rotate %s %d' % (a, r), lambda a=a, r=r: C.rotate(a, r))
        row('rotate expand %s %d' % (a, r), lambda a=a, r=r: G.rotate(a, r, expand=True, fillcolor=77))
    row('rotate A %d' % r, lambda r=r: A.rotate(30, r))
    row('rotate center %d' % r, lambda r=r: C.rotate(30, r, center=(10, 20), translate=(5, -3), fillcolor=(1, 2, 3)))
    row('affine %d' % r, lambda r=r: C.transform((50, 60), Image.AFFINE, (1.1, 0.3, -5, 0.1, 0.9, 3), r))
    row('scale %d' % r, lambda r=r: C.transform((50, 60), Image.AFFINE, (1.7, 0, -5, 0, 0.6, 3), r))
    row('extent %d' % r, lambda r=r: C.transform((50, 60), Image.EXTENT, (5, 6, 40.5, 50), r))
for t in range(7):
    row('transpose %d' % t, lambda t=t: C.transpose(t))
row('crop', lambda: C.crop((-5, 10, 50, 100)))
def pasted(*a, base=None):
    im = (base or C).copy(); im.paste(*a); return im
row('paste image', lambda: pasted(C.resize((20, 20)), (70, -5)))
row('paste mask', lambda: pasted(C.transpose(0), (0, 0), Image.fromarray(alpha)))
row('paste rgba mask', lambda: pasted(A.transpose(0), (3, 4), A.transpose(0)))
row('paste colour', lambda: pasted((9, 8, 7), (5, 6, 20, 30)))
row('paste name', lambda: pasted('orange', (5, 6, 20, 30)))
row('paste L', lambda: pasted(G, (10, 10)))
row('paste mask 1', lambda: pasted(C.transpose(0), (0, 0), B))
row('alpha_composite', lambda: Image.alpha_composite(A, A.transpose(1)))
row('blend', lambda: Image.blend(C, C.transpose(0), 0.3))
row('blend beyond', lambda: Image.blend(C, C.transpose(0), 1.7))
row('composite', lambda: Image.composite(C, C.transpose(0), Image.fromarray(alpha)))
row('merge', lambda: Image.merge('RGB', C.split()[::-1]))
row('getchannel', lambda: A.getchannel('A'))
row('point', lambda: C.point(lambda v: v * 1.5 - 20))
row('point 1', lambda: G.point(lambda v: v > 100 and 255, '1'))
def putalpha(im, a):
    im = im.copy(); im.putalpha(a); return im
row('putalpha', lambda: putalpha(C, 100))
row('putalpha image', lambda: putalpha(G, Image.fromarray(alpha)))
for name in ['BLUR', 'CONTOUR', 'DETAIL', 'EDGE_ENHANCE', 'EDGE_ENHANCE_MORE', 'EMBOSS', 'FIND_EDGES', 'SHARPEN', 'SMOOTH', 'SMOOTH_MORE']:
    row('filter ' + name, lambda name=name: C.filter(getattr(ImageFilter, name)))
    row('filter L ' + name, lambda name=name: G.filter(getattr(ImageFilter, name)()))
row('kernel', lambda: C.filter(ImageFilter.Kernel((3, 3), [1, 2, 3, 4, 5, 6, 7, 8, 9], offset=3)))
row('kernel 5', lambda: C.filter(ImageFilter.Kernel((5, 5), list(range(25)), scale=120)))
for r in (0, 0.5, 1, 1.7, 2, 5, 12):
    row('gauss %s' % r, lambda r=r: C.filter(ImageFilter.GaussianBlur(r)))
    row('box %s' % r, lambda r=r: C.filter(ImageFilter.BoxBlur(r)))
row('gauss pair', lambda: C.filter(ImageFilter.GaussianBlur((3, 1))))
row('gauss wide', lambda: C.resize((9, 8)).filter(ImageFilter.GaussianBlur(20)))
row('unsharp', lambda: C.filter(ImageFilter.UnsharpMask()))
row('unsharp2', lambda: C.filter(ImageFilter.UnsharpMask(1, 80, 0)))
for s in (3, 5):
    row('median %d' % s, lambda s=s: C.filter(ImageFilter.MedianFilter(s)))
    row('min %d' % s, lambda s=s: C.filter(ImageFilter.MinFilter(s)))
    row('max %d' % s, lambda s=s: C.filter(ImageFilter.MaxFilter(s)))
    row('rank %d' % s, lambda s=s: C.filter(ImageFilter.RankFilter(s, 2)))
for name in ['grayscale', 'invert', 'flip', 'mirror', 'solarize', 'equalize', 'autocontrast']:
    row('ops ' + name, lambda name=name: getattr(ImageOps, name)(C))
row('ops autocontrast cutoff', lambda: ImageOps.autocontrast(G, cutoff=(2, 10)))
row('ops posterize', lambda: ImageOps.posterize(C, 3))
for s in [(50, 50), (100, 20), (200, 300)]:
    for name in ['contain', 'cover', 'pad', 'fit']:
        row('ops %s %s' % (name, s), lambda name=name, s=s: getattr(ImageOps, name)(C, s))
row('ops pad colour', lambda: ImageOps.pad(C, (100, 100), color='#336699', centering=(0, 0)))
row('ops expand', lambda: ImageOps.expand(C, (3, 5), (1, 2, 3)))
row('ops crop', lambda: ImageOps.crop(C, 7))
row('ops scale', lambda: ImageOps.scale(C, 0.4))
for name in ['Color', 'Contrast', 'Brightness', 'Sharpness']:
    for f in (0, 0.5, 1.0, 1.8):
        row('enhance %s %s' % (name, f), lambda name=name, f=f: getattr(ImageEnhance, name)(C).enhance(f))
for name in ['difference', 'add', 'subtract', 'add_modulo', 'subtract_modulo', 'multiply', 'screen', 'lighter', 'darker']:
    row('chops ' + name, lambda name=name: getattr(ImageChops, name)(C, C.transpose(0)))
row('chops offset', lambda: ImageChops.offset(C, 10, 20))
row('new', lambda: Image.new('RGB', (5, 4), 'teal'))
row('new int', lambda: Image.new('RGB', (5, 4), 0x123456))
row('new L', lambda: Image.new('L', (5, 4), 'red'))
row('new RGBA', lambda: Image.new('RGBA', (5, 4), '#11223344'))
def drawn(f, base=None):
    im = (base or C).copy(); f(ImageDraw.Draw(im)); return im
row('draw rectangle', lambda: drawn(lambda d: d.rectangle([10, 5, 60, 40], outline='red')))
row('draw rectangle 3', lambda: drawn(lambda d: d.rectangle([(10, 5), (60, 40)], fill=(1, 2, 3), outline='yellow', width=3)))
row('draw rectangle out', lambda: drawn(lambda d: d.rectangle([-10, -5, 600, 40], outline='red', width=2)))
row('draw rectangle none', lambda: drawn(lambda d: d.rectangle([10, 5, 60, 40])))
row('draw lines', lambda: drawn(lambda d: [d.line([41, 30, 41 + a, 30 + b], fill=(255, 0, 0)) for a, b in [(20, 3), (20, 13), (3, 20), (-20, 7), (-8, -25), (5, -5), (0, 9), (9, 0), (90, 77)]]))
row('draw wide', lambda: drawn(lambda d: d.line([10, 10, 70, 45], fill='blue', width=4)))
row('draw wide 3', lambda: drawn(lambda d: d.line([10, 50, 70, 45], fill='blue', width=3)))
row('draw point', lambda: drawn(lambda d: d.point([(3, 4), (5, 6), (500, 6)], fill='white')))
row('draw polygon', lambda: drawn(lambda d: d.polygon([(10, 10), (70, 20), (30, 50)], fill='lime', outline='black')))
row('draw polygon star', lambda: drawn(lambda d: d.polygon([40, 3, 60, 55, 8, 20, 75, 20, 20, 55], fill='gold')))
row('histogram', lambda: np.array(C.histogram()))
row('getcolors', lambda: np.array(sorted(G.getcolors())))
row('getextrema', lambda: np.array(C.getextrema()))
row('getbbox', lambda: np.array(ImageOps.expand(C, 9).getbbox()))
row('getpixel', lambda: np.array([C.getpixel((3, 4)), C.getpixel((-1, -1))]))
row('getdata', lambda: np.array(list(C.getdata())))
row('tobytes 1', lambda: np.frombuffer(B.tobytes(), 'uint8'))

def saved(im, fmt, **k):
    s = io.BytesIO(); im.save(s, fmt, **k); s.seek(0); return Image.open(s)
for n, im in [('C', C), ('G', G), ('B', B), ('CMYK', C.convert('CMYK'))]:
    for k in [{}, {'quality': 30}, {'quality': 95, 'subsampling': 0}, {'subsampling': '4:2:2'}, {'progressive': True}, {'optimize': True}]:
        row('jpeg %s %s' % (n, k), lambda im=im, k=k: saved(im, 'JPEG', **k))
for n, im in [('C', C), ('G', G), ('A', A), ('LA', LA), ('B', B), ('W', W), ('P', C.convert('P'))]:
    row('png %s' % n, lambda im=im: saved(im, 'PNG'))


def described(r):
    x = np.asarray(r).astype('float64')
    weights = np.cos(np.arange(x.size)).reshape(x.shape)
    return '%s %s %.1f %.1f' % (getattr(r, 'mode', ''), x.shape, x.sum(), (x * weights).sum())


for name, function in table:
    print(name, described(function()))

# Files: what a picture was before and after, and what pyplot reads of it.
import matplotlib.pyplot as plt

os.makedirs('out', exist_ok=True)
for name, im in [('C', C), ('G', G), ('A', A), ('LA', LA), ('B', B), ('W', W), ('P', C.convert('P'))]:
    im.save('out/pillow-test.png')
    back = Image.open('out/pillow-test.png')
    print('file', name, back.format, back.size, described(back), described(back.convert('RGBA')))
    print('imread', name, plt.imread('out/pillow-test.png').dtype, described(plt.imread('out/pillow-test.png')))
P = C.convert('P')
P.info['transparency'] = 3
for name, im, more in [('L', G, {'transparency': 70}), ('RGB', C, {'transparency': (3, 0, 188)}), ('P', P, {}),
                       ('P bytes', C.convert('P'), {'transparency': bytes(range(0, 200))})]:
    im.save('out/pillow-test.png', **more)
    back = Image.open('out/pillow-test.png')
    t = back.info.get('transparency')
    print('transparent', name, len(t) if isinstance(t, bytes) else t, described(back.convert('RGBA')))
for name, im in [('C', C), ('G', G), ('CMYK', C.convert('CMYK'))]:
    im.save('out/pillow-test.jpg', quality=90)
    back = Image.open('out/pillow-test.jpg')
    print('file', name, back.format, back.size, described(back), described(back.convert('RGB')))
    print('imread', name, plt.imread('out/pillow-test.jpg').dtype, described(plt.imread('out/pillow-test.jpg')))
exif = Image.Exif()
exif[274] = 6
exif[271] = 'Camera'
C.save('out/pillow-test.jpg', exif=exif)
back = Image.open('out/pillow-test.jpg')
turned = ImageOps.exif_transpose(back)
print('exif', back.size, sorted((int(k), v) for k, v in back.getexif().items()), turned.size, dict(turned.getexif()), described(turned))
plt.imsave('out/pillow-test.png', rgb[:, :, 0] / 255.0, cmap='gray', vmin=0.1, vmax=0.9)
back = np.asarray(Image.open('out/pillow-test.png')).astype('int64')
levels = np.clip(((rgb[:, :, 0] / 255.0 - 0.1) / 0.8 * 256).astype('int64'), 0, 255)
print('imsave', back.shape, (abs(back[:, :, :3] - levels[:, :, None]) <= 1).all(), (back[:, :, 3] == 255).all())
plt.imsave('out/pillow-test.jpg', rgb)
print('imsave', described(Image.open('out/pillow-test.jpg')))
