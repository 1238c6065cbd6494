"""Curves and areas as scikit-learn counts them, over random scores with ties and weights; recorded with scikit-learn 1.9:
record.py with an interpreter that has it."""
import warnings
import numpy as np
from sklearn.metrics import auc, average_precision_score, precision_recall_curve, roc_auc_score, roc_curve
def cases():
    rs = np.random.RandomState(0)
    for k in range(30):
        n = int(rs.randint(2, 25)); levels = int(rs.choice([2, 3, 5, 1000]))
        y = rs.randint(0, 2, n); y[0] = 0; y[-1] = 1
        s = rs.randint(0, levels, n) / levels
        w = rs.randint(0, 4, n) / 2.0 if k % 3 == 0 else None
        if w is not None: w[0] = 1.0; w[-1] = 0.5
        yield k, y, s, w, rs

def add(*arrays):
    print(' '.join('[' + ','.join('%.10g' % v for v in np.asarray(a, 'float64').reshape(-1).tolist()) + ']' for a in arrays))
for k, y, s, w, rs in cases():
    for drop in (True, False):
        add(*roc_curve(y, s, sample_weight=w, drop_intermediate=drop))
        add(*precision_recall_curve(y, s, sample_weight=w, drop_intermediate=drop))
    add(roc_auc_score(y, s, sample_weight=w), average_precision_score(y, s, sample_weight=w), roc_auc_score(y, s, sample_weight=w, max_fpr=0.3))
    f, t, _ = roc_curve(y, s); add(auc(f, t))
    n, c = int(rs.randint(20, 50)), int(rs.randint(3, 6))
    y = rs.randint(0, c, n); y[:c] = np.arange(c)
    p = rs.randint(1, 5, (n, c)).astype('float64'); p = p / p.sum(axis=1, keepdims=True)
    for mc in ('ovr', 'ovo'):
        for av in ('macro', 'weighted'):
            add(roc_auc_score(y, p, multi_class=mc, average=av))
    add(roc_auc_score(y, p, multi_class='ovr', average=None), roc_auc_score(y, p, multi_class='ovr', average='micro'))
    for av in ('macro', 'weighted', 'micro', None): add(average_precision_score(y, p, average=av))

def refused(f):
    try:
        f()
        print("accepted")
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0])


refused(lambda: roc_curve([1, 2, 1], [0.1, 0.2, 0.3]))
refused(lambda: roc_curve([0, 1, 2], [0.1, 0.2, 0.3]))
refused(lambda: roc_curve([0, 1], [0.1, 0.2, 0.3]))
refused(lambda: roc_curve([0, 1, 1], [0.1, np.nan, 0.3]))
refused(lambda: roc_auc_score([0, 1, 2], [0.1, 0.2, 0.3]))
refused(lambda: roc_auc_score([0, 1, 2], np.eye(3)))
refused(lambda: roc_auc_score([0, 1, 2], np.ones((3, 3)), multi_class="ovr"))
refused(lambda: roc_auc_score([0, 1, 1], np.eye(3), multi_class="ovr"))
refused(lambda: auc([0, 1, 0.5], [0, 1, 2]))
refused(lambda: auc([0], [0]))
refused(lambda: average_precision_score([0, 1, 2], np.array([0.1, 0.2, 0.3])))
warnings.simplefilter("ignore")
add(*roc_curve(["a", "b", "b", "a"], [0.1, 0.4, 0.35, 0.8], pos_label="b"))
add(*roc_curve([-1, 1, 1, -1], [0.1, 0.4, 0.35, 0.8]))
add(*roc_curve([1, 1], [0.1, 0.4]))
add(roc_auc_score([1, 1], [0.1, 0.4]), roc_auc_score([[1, 0], [0, 1], [1, 1]], [[0.2, 0.1], [0.3, 0.9], [0.8, 0.1]]))
add(auc([3, 2, 1], [1, 5, 2]), auc([1, 2, 4], [1, 5, 2]))
