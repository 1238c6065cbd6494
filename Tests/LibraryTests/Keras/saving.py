"""Models on disk, both ways: files that Keras writes are read by Svertka, and the other way round.

    python3 saving.py --svertka 'svertka run' --keras /path/to/python [--only TEXT]

Each side builds every layer of Programs/layers.py and a few graphs, trains some steps and writes .keras, .h5 and
.weights.h5 files and JSON. The other side loads them, compares its outputs with those that the writer noted, trains one
more step and compares again: that step is right only where the optimizer's state came along.
"""
import argparse
import ast
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent

GRAPHS = {
    "sequential": """
m=keras.Sequential([L.Input((6,6,2)),L.Conv2D(3,3,activation='relu',kernel_regularizer='l2'),L.BatchNormalization(),L.MaxPooling2D(),L.Flatten(),L.Dense(4,activation='softmax')])
m.compile(keras.optimizers.Adam(0.01),loss='categorical_crossentropy',metrics=['accuracy'])
X=fixed((8,6,6,2),3); Y=np.eye(4)[np.arange(8)%4]
""",
    "shared": """
a=L.Input((4,)); b=L.Input((4,)); d=L.Dense(4,activation='tanh'); h=L.Concatenate()([d(a),d(b)])
inner=keras.Sequential([L.Input((8,)),L.Dense(5),L.Dense(3)]); i=L.Input((3,)); second=keras.Model(i,L.Dense(2)(i)); q=inner(h)
m=keras.Model([a,b],[second(q),L.Dense(1)(q)])
m.compile(keras.optimizers.SGD(0.1,momentum=0.9),loss=['mse','mae'],loss_weights=[1,0.5],metrics=[['mse'],['mae']])
X=[fixed((8,4),3),fixed((8,4),4)]; Y=[fixed((8,2),5),fixed((8,1),6)]
""",
    "twice": """
a=L.Input((4,)); d=L.Dense(4,activation='tanh'); x=d(a); y=L.Dense(4)(x); m=keras.Model(a,L.Add()([d(y),x,a]))
m.compile(keras.optimizers.RMSprop(0.01,momentum=0.5),loss='mse')
X=fixed((8,4),3); Y=fixed((8,4),5)
""",
    "nested": """
e=keras.Sequential([L.Input((6,)),L.Dense(3,activation='relu')],name='encoder'); f=keras.Sequential([L.Input((3,)),L.Dense(6)],name='decoder')
m=keras.Sequential([L.Input((6,)),e,f])
m.compile(keras.optimizers.Adadelta(1.0),loss=keras.losses.MeanSquaredError())
X=fixed((8,6),3); Y=fixed((8,6),5)
""",
    "embedding": """
x=L.Input((5,)); m=keras.Model(x,L.GlobalAveragePooling1D()(L.Embedding(10,3)(x)))
m.compile(keras.optimizers.Adam(0.1,amsgrad=True),loss='mse')
X=np.arange(40).reshape(8,5)%10; Y=fixed((8,3),3)
""",
    "frozen": """
m=keras.Sequential([L.Input((4,)),L.Dense(3,trainable=False),L.Dense(2,kernel_initializer=keras.initializers.HeNormal(seed=3),kernel_constraint=keras.constraints.MaxNorm(0.5))])
m.compile(keras.optimizers.Nadam(0.05),loss=keras.losses.BinaryCrossentropy(from_logits=True),metrics=['binary_accuracy'])
X=fixed((8,4),3); Y=(fixed((8,2),5)>0)*1.0
""",
    "schedule": """
m=keras.Sequential([L.Input((4,)),L.Dense(3,activation='relu'),L.Dense(1)])
m.compile(keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(0.1,2,0.5)),loss='mse')
X=fixed((8,4),3); Y=fixed((8,1),5)
""",
}
for _name, _text in {
    "SimpleRNN": "L.SimpleRNN(3)", "LSTM": "L.LSTM(3,return_sequences=True)", "GRU": "L.GRU(3)",
    "GRU before": "L.GRU(3,reset_after=False)", "Bidirectional": "L.Bidirectional(L.LSTM(3))",
    "TimeDistributed": "L.TimeDistributed(L.Dense(2))", "backwards": "L.LSTM(2,go_backwards=True,unit_forget_bias=False)",
}.items():
    GRAPHS["recurrent " + _name] = f"""
i=L.Input((5,4)); y={_text}(i); m=keras.Model(i,y)
m.compile(keras.optimizers.SGD(0.1,momentum=0.5),loss='mse'); X=fixed((8,5,4),3); Y=fixed((8,)+tuple(m.output_shape[1:]),5)
"""
GRAPHS["masked"] = """
i=L.Input((5,)); m=keras.Model(i,L.LSTM(2)(L.Embedding(7,3,mask_zero=True)(i)))
m.compile(keras.optimizers.SGD(0.1),loss='mse'); X=np.arange(40).reshape(8,5)%7; Y=fixed((8,2),5)
"""
GRAPHS["attention"] = """
i=L.Input((5,4)); m=keras.Model(i,L.MultiHeadAttention(2,3)(i,i))
m.compile(keras.optimizers.SGD(0.1),loss='mse'); X=fixed((8,5,4),3); Y=fixed((8,5,4),5)
"""
for _name, _text in {
    "Adam": "Adam(0.01)", "AdamW": "AdamW(0.01)", "Adamax": "Adamax(0.01)", "Adagrad": "Adagrad(0.01)",
    "Ftrl": "Ftrl(0.01)", "Lion": "Lion(0.01)", "RMSprop": "RMSprop(0.01,centered=True)", "SGD": "SGD(0.1)",
    "clip": "Adam(0.01,clipnorm=0.1)", "decay": "SGD(0.1,momentum=0.5,weight_decay=0.01)",
    "ema": "Adam(0.01,use_ema=True)", "several": "SGD(0.1,momentum=0.9,gradient_accumulation_steps=2)",
}.items():
    GRAPHS["optimizer " + _name] = f"""
m=keras.Sequential([L.Input((4,)),L.Dense(3,activation='relu'),L.Dense(1)])
m.compile(keras.optimizers.{_text},loss='mse')
X=fixed((8,4),3); Y=fixed((8,1),5)
"""
for _name in ["Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Concatenate"]:
    GRAPHS["merging " + _name] = f"""
a=L.Input((4,)); b=L.Input((4,)); m=keras.Model([a,b],L.{_name}()([L.Dense(4)(a),L.Dense(4)(b)]))
m.compile('sgd','mse'); X=[fixed((8,4),3),fixed((8,4),4)]; Y=fixed(m.output_shape[1:] if False else (8,m.output_shape[1]),5)
"""

COMMON = """
import numpy as np
import keras
import sys
from keras import layers as L
try:
    import tensorflow as tf
    tf.config.run_functions_eagerly(True)
except AttributeError:
    pass
def fixed(shape, k):
    n=int(np.prod(shape)); return (((np.arange(n)*7919+k*613)%1009)/504.5-1).reshape(shape)
def start(m, k):
    normalizes=any('normalization' in layer.name for layer in m.layers)
    m.set_weights([(np.abs(fixed(w.shape,i+k))+0.5 if normalizes and len(w.shape)==1 else fixed(w.shape,i+k)*0.5) for i,w in enumerate(m.get_weights())])
def several(p): return p if isinstance(p,list) else [p]
def outputs(m,X): return np.concatenate([np.asarray(p).reshape(-1) for p in several(m.predict(X,verbose=0))])
"""

WRITE = """
try:
BODY
    start(m,1)
    for i in range(3): m.train_on_batch(X,Y)
    name=FOLDER+NAME
    m.save(name+'.keras'); m.save(name+'.h5'); m.save_weights(name+'.weights.h5')
    f=open(name+'.json','w'); f.write(m.to_json()); f.close()
    np.save(name+'.before.npy',outputs(m,X)); m.train_on_batch(X,Y); np.save(name+'.after.npy',outputs(m,X))
except Exception as error:
    print(NAME,'not written:',type(error).__name__,str(error)[:300])
"""

READ = """
try:
BODY
    new=m
    name=FOLDER+NAME; before=np.load(name+'.before.npy'); after=np.load(name+'.after.npy')
    def differ(a,b): return float(np.max(np.abs(a-b))) if a.shape==b.shape else 'shapes '+str(a.shape)+str(b.shape)
    worst=[]
    for ending in ['.keras','.h5']:
        try:
            m=keras.models.load_model(name+ending)
            one=differ(outputs(m,X),before); two=0.0
            if ending in TRAINED: m.train_on_batch(X,Y); two=differ(outputs(m,X),after)
            worst+=[one,two]
            if not (one<TOL and two<TOL): print(NAME,ending,'differs',one,two)
        except Exception as error: print(NAME,ending,'not read:',type(error).__name__,str(error)[:300])
    try:
        m=keras.models.model_from_json(open(name+'.json').read()); m.load_weights(name+'.weights.h5')
        one=differ(outputs(m,X),before)
        new.load_weights(name+'.weights.h5'); two=differ(outputs(new,X),before)
        worst+=[one,two]
        if not (one<TOL and two<TOL): print(NAME,'.weights.h5 differs',one,two)
    except Exception as error: print(NAME,'.weights.h5 not read:',type(error).__name__,str(error)[:300])
    print('ok',NAME,max(worst)) if len(worst)==6 and max(worst)<TOL else None
except Exception as error:
    print(NAME,'not read:',type(error).__name__,str(error)[:300])
"""


def cases():
    """Names and programs that build a compiled model `m` with data `X` and `Y`."""
    tree = ast.parse((HERE / "Programs/layers.py").read_text())
    table = next(n.value for n in tree.body if isinstance(n, ast.Assign) and n.targets[0].id == "CASES")
    for place, (shape, text) in enumerate(ast.literal_eval(table)):
        body = f"""
x=L.Input({shape}); y={text}(L.Dense({shape[-1]})(x)); m=keras.Model(x,y)
m.compile(optimizer=keras.optimizers.SGD(0.05,momentum=0.5),loss='mse'); X=fixed((5,)+{shape},11); Y=fixed((5,)+tuple(m.output_shape[1:]),17)
"""
        yield f"{place:02d}", text, body
    for name, body in GRAPHS.items():
        yield name.replace(" ", "-"), name, body


def program(template, folder, only, trained):
    """The whole program for one side; files with the endings `trained` are trained further."""
    parts = [COMMON]
    for name, text, body in cases():
        if only and only not in text:
            continue
        lines = "\n".join("    " + line for line in body.strip().split("\n"))
        # The tolerance is relative to outputs of about 1 and allows for sums in another order.
        parts.append(
            template.replace("BODY", lines).replace("FOLDER", repr(folder + "/")).replace("NAME", repr(name)).replace("TOL", "2e-4").replace("TRAINED", repr(trained)))
    return "\n".join(parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--svertka", required=True, help="a command that runs a program's file")
    parser.add_argument("--keras", required=True, help="a Python with Keras 3")
    parser.add_argument("--only", default="", help="a part of the text of cases")
    arguments = parser.parse_args()
    quiet = {"KERAS_BACKEND": "tensorflow", "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}
    commands = {"svertka": shlex.split(arguments.svertka), "keras": [arguments.keras]}
    failed = 0
    for writer, reader in [("keras", "svertka"), ("svertka", "keras")]:
        with tempfile.TemporaryDirectory() as folder:
            for side, template in [(writer, WRITE), (reader, READ)]:
                # Keras can't train a model from an .h5 file further, not even from its own.
                trained = [".keras"] if side == "keras" else [".keras", ".h5"]
                path = os.path.join(folder, "program_" + side + ".py")
                pathlib.Path(path).write_text(program(template, folder, arguments.only, trained))
                run = subprocess.run(
                    commands[side] + [path], capture_output=True, text=True, env={**os.environ, **quiet})
                lines = [line for line in run.stdout.split("\n") if line.strip()]
                right = [line for line in lines if line.startswith("ok ")]
                wrong = [line for line in lines if not line.startswith("ok ")]
                if template is READ:
                    count = sum(1 for _, text, _ in cases() if arguments.only in text)
                    print(f"{writer} writes, {reader} reads: {len(right)} of {count} models equal")
                    failed += count - len(right)
                for line in wrong:
                    print("   ", line)
                if run.returncode:
                    print("   ", side, "failed:", run.stderr[-500:])
                    failed += 1
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
