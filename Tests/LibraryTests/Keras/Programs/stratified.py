# scikit-learn splits with the classes' shares, draw for draw.
import numpy as np
from sklearn.model_selection import train_test_split
rng=np.random.RandomState(0)
for n,k,ts,seed in [(50,3,0.2,1),(40,5,0.33,7),(30,2,7,0),(101,4,0.5,3)]:
    y=rng.randint(0,k,n); x=np.arange(n)
    a,b,c,d=train_test_split(x,y,test_size=ts,random_state=seed,stratify=y)
    print(a.tolist(),b.tolist(),np.bincount(c).tolist(),np.bincount(d).tolist())
np.random.seed(5)
print(train_test_split(list(range(12)), stratify=['a','b','c']*4))
for f in [lambda: train_test_split([1,2,3],stratify=[1,1,2]), lambda: train_test_split([1,2,3,4],stratify=[1,1]), lambda: train_test_split([1,2,3,4],stratify=[1,1,2,2],shuffle=False), lambda: train_test_split(list(range(8)),stratify=[1,1,2,2,3,3,4,4],test_size=2)]:
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e))
