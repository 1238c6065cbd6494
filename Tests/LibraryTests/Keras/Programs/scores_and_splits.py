"""What scikit-learn counts, prints and shuffles; recorded with scikit-learn 1.9: record.py with an interpreter that has it."""
import numpy as np
from sklearn.metrics import confusion_matrix, classification_report, f1_score, accuracy_score, precision_score, recall_score, roc_curve, roc_auc_score
from sklearn.model_selection import train_test_split
y = np.array([0, 1, 2, 2, 1, 0, 1, 2, 0, 1, 2, 2])
p = np.array([0, 2, 2, 2, 1, 0, 0, 2, 1, 1, 2, 1])
print(confusion_matrix(y, p))
print(confusion_matrix(y, p, labels=[2, 0]))
print(confusion_matrix(y, p, normalize="true").round(3).tolist())
print(classification_report(y, p))
print(classification_report(y, p, digits=4, target_names=["cat", "dog", "a long name here"]))
print(classification_report(y, p, labels=[0, 1]))
print({k: v if isinstance(v, float) else round(v["f1-score"], 4) for k, v in classification_report(y, p, output_dict=True).items()})
print(accuracy_score(y, p), accuracy_score(y, p, normalize=False))
for a in ["micro", "macro", "weighted"]:
    print(a, f"{precision_score(y, p, average=a):.6f} {recall_score(y, p, average=a):.6f} {f1_score(y, p, average=a):.6f}")
print(f1_score(y, p, average=None).round(4).tolist())
b, s = np.array([0, 0, 1, 1, 1, 0, 1, 0]), np.array([0.1, 0.4, 0.35, 0.8, 0.4, 0.2, 0.9, 0.7])
print(f"{f1_score(b, s > 0.3):.6f} {precision_score(b, s > 0.3):.6f} {recall_score(b, s > 0.3):.6f} {roc_auc_score(b, s):.6f}")
f, t, h = roc_curve(b, s)
print(f.tolist(), t.tolist(), h.tolist())
f, t, h = roc_curve(b, s, drop_intermediate=False)
print(f.tolist(), t.tolist(), h.tolist())
a, c, d, e = train_test_split(np.arange(20).reshape(10, 2), list(range(10)), test_size=0.3, random_state=42)
print(a.tolist(), c.tolist(), d, e)
print(train_test_split(np.arange(9), random_state=1))
print(train_test_split(np.arange(9), shuffle=False, train_size=4))
np.random.seed(5)
print(train_test_split(np.arange(9), test_size=2))
def refused(f):
    try:
        f()
        print("accepted")
    except Exception as e:
        print(str(e).split("\n")[0])
refused(lambda: train_test_split(np.arange(9), np.arange(8)))
refused(lambda: f1_score(y, p))
refused(lambda: accuracy_score(y, p[:3]))
refused(lambda: train_test_split(np.arange(9), test_size=1.5))
