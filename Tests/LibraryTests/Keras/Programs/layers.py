"""Outputs of every layer, its number of weights, and three steps of training from given weights."""
import numpy as np
import keras
from keras import layers as L
def fixed(shape, k):
    n=int(np.prod(shape)); return ((np.arange(n)*7919+k*613)%1009/504.5-1).reshape(shape)
CASES = [
 ((6,), "L.Dense(3,activation='gelu')"),((6,), "L.Dense(3,activation='elu')"),((6,), "L.Dense(3,activation='selu')"),((6,), "L.Dense(3,activation='silu')"),
 ((6,), "L.Dense(3,activation='softsign')"),((6,), "L.Dense(3,activation='hard_sigmoid')"),((6,), "L.Dense(3,activation='mish')"),((6,), "L.Dense(3,activation='relu6')"),
 ((4,3), "L.Dense(5,activation='relu')"),
 ((6,), "L.ReLU(max_value=0.5,negative_slope=0.1,threshold=0.2)"),((6,), "L.LeakyReLU()"),((6,), "L.LeakyReLU(negative_slope=0.2)"),((5,4), "L.PReLU()"),((5,4), "L.PReLU(shared_axes=[1])"),((6,), "L.ELU(0.7)"),((3,4), "L.Softmax()"),((3,4), "L.Softmax(axis=1)"),
 ((6,), "L.BatchNormalization()"),((4,4,3), "L.BatchNormalization(momentum=0.9,epsilon=0.01)"),((4,4,3), "L.BatchNormalization(center=False)"),((4,3), "L.BatchNormalization(axis=1)"),
 ((5,4), "L.LayerNormalization()"),((5,4), "L.LayerNormalization(axis=[1,2])"),((4,4,6), "L.GroupNormalization(groups=3)"),((6,), "L.UnitNormalization()"),
 ((4,6), "L.Reshape((3,8))"),((4,6), "L.Reshape((-1,2,2))"),((4,6), "L.Permute((2,1))"),((4,), "L.RepeatVector(3)"),((4,6), "L.Flatten()"),
 ((5,3), "L.ZeroPadding1D(2)"),((5,3), "L.ZeroPadding1D((1,2))"),((5,4,3), "L.ZeroPadding2D(2)"),((5,4,3), "L.ZeroPadding2D(((1,2),(0,3)))"),((6,3), "L.Cropping1D((1,2))"),((6,5,3), "L.Cropping2D(((1,2),(0,3)))"),
 ((4,3), "L.UpSampling1D(3)"),((3,4,2), "L.UpSampling2D((2,3))"),((3,4,2), "L.UpSampling2D(2,interpolation='bilinear')"),
 ((9,3), "L.Conv1D(4,3)"),((9,3), "L.Conv1D(4,3,strides=2,padding='same')"),((9,3), "L.Conv1D(4,3,padding='causal',dilation_rate=2)"),((9,4), "L.Conv1D(4,3,groups=2)"),
 ((7,6,3), "L.Conv2D(4,3)"),((7,6,3), "L.Conv2D(4,(3,2),strides=(2,3),padding='same',activation='tanh')"),((7,6,4), "L.Conv2D(6,3,groups=2)"),((9,9,2), "L.Conv2D(3,3,dilation_rate=2,use_bias=False)"),
 ((7,6,3), "L.DepthwiseConv2D(3)"),((7,6,3), "L.DepthwiseConv2D(3,depth_multiplier=2,strides=2,padding='same')"),((9,3), "L.DepthwiseConv1D(3,depth_multiplier=2)"),
 ((7,6,3), "L.SeparableConv2D(4,3,padding='same')"),((7,6,3), "L.SeparableConv2D(4,3,depth_multiplier=2,strides=2)"),((9,3), "L.SeparableConv1D(4,3)"),
 ((4,5,3), "L.Conv2DTranspose(2,3)"),((4,5,3), "L.Conv2DTranspose(2,3,strides=2,padding='same')"),((4,5,3), "L.Conv2DTranspose(2,(2,3),strides=(2,2),output_padding=1)"),((6,3), "L.Conv1DTranspose(2,3,strides=2)"),
 ((8,3), "L.MaxPooling1D(2)"),((8,3), "L.MaxPooling1D(3,strides=2,padding='same')"),((8,3), "L.AveragePooling1D(3,padding='same')"),
 ((7,6,3), "L.MaxPooling2D((2,3),padding='same')"),((7,6,3), "L.AveragePooling2D(3,strides=2,padding='same')"),
 ((7,6,3), "L.GlobalAveragePooling2D()"),((7,6,3), "L.GlobalMaxPooling2D(keepdims=True)"),((7,3), "L.GlobalAveragePooling1D()"),((7,3), "L.GlobalMaxPooling1D()"),
 ((6,), "L.Rescaling(0.5,offset=1)"),((6,), "L.Activation('softplus')"),((6,), "L.Activation('exponential')"),((6,), "L.Activation('log_softmax')"),
 ((6,), "L.ActivityRegularization(l1=0.01,l2=0.02)"),((6,), "L.Dense(4,kernel_regularizer='l2',bias_regularizer=keras.regularizers.L1(0.1))"),
 ((6,), "L.Dense(4,kernel_constraint=keras.constraints.MaxNorm(0.5))"),((6,), "L.Dense(4,kernel_constraint='non_neg')"),((6,), "L.Dense(4,kernel_constraint=keras.constraints.UnitNorm(axis=0))"),
]
for shape, text in CASES:
    try:
        x=keras.Input(shape)
        h=L.Dense(shape[-1],name='before')(x)
        y=eval(text)(h)
        m=keras.Model(x,y)
        ws=[fixed(w.shape,i+1)*0.5+(1.5 if i>=4 and 'Batch' in text else 0) for i,w in enumerate(m.get_weights())]
        m.set_weights(ws)
        X=fixed((5,)+shape,11); 
        p=m.predict(X,verbose=0)
        print(text, p.shape, np.round(float(np.abs(p).sum()),3), m.count_params())
        m.compile(optimizer=keras.optimizers.SGD(0.5),loss='mse')
        Y=fixed(p.shape,17)
        loss=[m.train_on_batch(X,Y) for _ in range(3)]
        print('  ', [f"{float(l):.4f}" for l in loss], [f"{float(np.abs(w).sum()):.3f}" for w in m.get_weights()])
    except Exception as e:
        print(text, type(e).__name__, str(e)[:200])
# merges
for name in ['Add','Subtract','Multiply','Average','Maximum','Minimum','Concatenate']:
    a=keras.Input((4,)); b=keras.Input((4,))
    m=keras.Model([a,b], getattr(L,name)()([L.Dense(4)(a),L.Dense(4)(b)]))
    m.set_weights([fixed(w.shape,i+1) for i,w in enumerate(m.get_weights())])
    m.compile('sgd','mse'); X=[fixed((5,4),3),fixed((5,4),4)]
    p=m.predict(X,verbose=0); l=m.train_on_batch(X,fixed(p.shape,5))
    print(name, p.shape, f"{float(np.abs(p).sum()):.3f} {float(l):.4f}", [f"{float(np.abs(w).sum()):.3f}" for w in m.get_weights()])
for ax in [1,(1,2)]:
    a=keras.Input((4,4)); b=keras.Input((4,4)); m=keras.Model([a,b],L.Dot(axes=ax,normalize=True)([a,b])); p=m.predict([fixed((5,4,4),3),fixed((5,4,4),4)],verbose=0); print('Dot',p.shape,f"{float(np.abs(p).sum()):.3f}")
x=keras.Input((5,)); e=L.Embedding(10,3); m=keras.Model(x,L.GlobalAveragePooling1D()(e(x))); m.set_weights([fixed((10,3),2)]); m.compile('sgd','mse'); X=np.arange(20).reshape(4,5)%10; print('emb',m.predict(X,verbose=0).round(3).tolist()); print(f"{float(m.train_on_batch(X,fixed((4,3),3))):.4f}", f"{float(np.abs(m.get_weights()[0]).sum()):.3f}")
