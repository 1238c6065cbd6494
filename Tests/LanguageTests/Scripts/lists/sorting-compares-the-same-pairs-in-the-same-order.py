import random
r=random.Random(3)
class K:
    log=[]
    def __init__(s,v): s.v=v
    def __lt__(s,o):
        K.log.append((s.v,o.v))
        if s.v==o.v==77: raise ValueError('x')
        return s.v<o.v
for n in [0, 1, 2, 5, 63, 64, 65, 200, 1000]:
    for kind in range(8):
        if kind==0: l=[r.randrange(10**6) for i in range(n)]
        elif kind==1: l=list(range(n))
        elif kind==2: l=list(range(n))[::-1]
        elif kind==3: l=[r.randrange(5) for i in range(n)]
        elif kind==4: l=sorted(r.randrange(10**6) for i in range(n//2))+sorted(r.randrange(10**6) for i in range(n//2))
        elif kind==5: l=[i if r.random()<.95 else r.randrange(n) for i in range(n)]
        elif kind==6: l=[(i*7919)%101 for i in range(n)]
        else: l=sum([list(range(i,i+40)) for i in range(0,n,40)][::-1],[])
        for rev in (False, True):
            K.log=[]
            x=[K(v) for v in l]
            try: x.sort(reverse=rev); e=''
            except ValueError as er: e='err'
            h=0
            for a,b in K.log: h=(h*31+a*7+b)%1000000007
            print(n,kind,rev,len(K.log),h,e,sum((i+1)*k.v for i,k in enumerate(x))%1000003)
s=[{1,2},{3},{1},{2,3,4},{1,2,3}]
print(sorted(s), sorted(s,reverse=True), sorted([3.0,float('nan'),1.0,2.0,float('nan'),0.5]))

# expect: 0 0 False 0 0  0
# expect: 0 0 True 0 0  0
# expect: 0 1 False 0 0  0
# expect: 0 1 True 0 0  0
# expect: 0 2 False 0 0  0
# expect: 0 2 True 0 0  0
# expect: 0 3 False 0 0  0
# expect: 0 3 True 0 0  0
# expect: 0 4 False 0 0  0
# expect: 0 4 True 0 0  0
# expect: 0 5 False 0 0  0
# expect: 0 5 True 0 0  0
# expect: 0 6 False 0 0  0
# expect: 0 6 True 0 0  0
# expect: 0 7 False 0 0  0
# expect: 0 7 True 0 0  0
# expect: 1 0 False 0 0  249523
# expect: 1 0 True 0 0  249523
# expect: 1 1 False 0 0  0
# expect: 1 1 True 0 0  0
# expect: 1 2 False 0 0  0
# expect: 1 2 True 0 0  0
# expect: 1 3 False 0 0  4
# expect: 1 3 True 0 0  4
# expect: 1 4 False 0 0  0
# expect: 1 4 True 0 0  0
# expect: 1 5 False 0 0  0
# expect: 1 5 True 0 0  0
# expect: 1 6 False 0 0  0
# expect: 1 6 True 0 0  0
# expect: 1 7 False 39 959985898  21320
# expect: 1 7 True 39 276106036  10660
# expect: 2 0 False 1 7110985  308794
# expect: 2 0 True 1 3675919  736286
# expect: 2 1 False 1 7  2
# expect: 2 1 True 1 1  1
# expect: 2 2 False 1 1  2
# expect: 2 2 True 1 7  1
# expect: 2 3 False 1 25  11
# expect: 2 3 True 1 31  10
# expect: 2 4 False 1 4919584  921294
# expect: 2 4 True 1 5201872  874246
# expect: 2 5 False 1 7  2
# expect: 2 5 True 1 1  1
# expect: 2 6 False 1 287  82
# expect: 2 6 True 1 41  41
# expect: 2 7 False 39 959985898  21320
# expect: 2 7 True 39 276106036  10660
# expect: 5 0 False 8 4948131  966569
# expect: 5 0 True 8 907082870  825660
# expect: 5 1 False 4 223696  40
# expect: 5 1 True 4 761392  20
# expect: 5 2 False 4 761392  40
# expect: 5 2 True 4 223696  20
# expect: 5 3 False 6 659448609  52
# expect: 5 3 True 8 30691734  38
# expect: 5 4 False 6 268773262  612485
# expect: 5 4 True 6 254244887  124060
# expect: 5 5 False 4 223696  40
# expect: 5 5 True 4 761392  20
# expect: 5 6 False 7 544406068  829
# expect: 5 6 True 8 758679136  419
# expect: 5 7 False 39 959985898  21320
# expect: 5 7 True 39 276106036  10660
# expect: 63 0 False 295 888591316  976078
# expect: 63 0 True 293 21346988  121263
# expect: 63 1 False 62 500283722  83328
# expect: 63 1 True 62 849358385  41664
# expect: 63 2 False 62 849358385  83328
# expect: 63 2 True 62 500283722  41664
# expect: 63 3 False 287 805103787  5858
# expect: 63 3 True 283 741783585  2462
# expect: 63 4 False 205 666093383  761897
# expect: 63 4 True 205 633983255  82579
# expect: 63 5 False 117 898950216  82053
# expect: 63 5 True 295 556693798  41019
# expect: 63 6 False 290 26856292  133159
# expect: 63 6 True 296 56870  65945
# expect: 63 7 False 98 124202733  170640
# expect: 63 7 True 88 972979472  85320
# expect: 64 0 False 298 583987028  656520
# expect: 64 0 True 302 389996466  647913
# expect: 64 1 False 63 508795780  87360
# expect: 64 1 True 63 504930804  43680
# expect: 64 2 False 63 504930804  87360
# expect: 64 2 True 63 508795780  43680
# expect: 64 3 False 289 196918357  5847
# expect: 64 3 True 289 5335287  2473
# expect: 64 4 False 125 265792134  312457
# expect: 64 4 True 126 938643275  964661
# expect: 64 5 False 209 68563433  87591
# expect: 64 5 True 283 638292751  44684
# expect: 64 6 False 303 539036516  137430
# expect: 64 6 True 303 532562024  68555
# expect: 64 7 False 98 124202733  170640
# expect: 64 7 True 88 972979472  85320
# expect: 65 0 False 306 666886094  995536
# expect: 65 0 True 310 71848389  363734
# expect: 65 1 False 64 772669586  91520
# expect: 65 1 True 64 72307576  45760
# expect: 65 2 False 64 72307576  91520
# expect: 65 2 True 64 772669586  45760
# expect: 65 3 False 288 685392209  5993
# expect: 65 3 True 293 720124922  2587
# expect: 65 4 False 125 161857738  643745
# expect: 65 4 True 125 311542926  809742
# expect: 65 5 False 153 881877935  90590
# expect: 65 5 True 272 970616020  45634
# expect: 65 6 False 307 361128990  143866
# expect: 65 6 True 311 47464526  71822
# expect: 65 7 False 98 124202733  170640
# expect: 65 7 True 88 972979472  85320
# expect: 200 0 False 1272 729612052  224471
# expect: 200 0 True 1262 135643753  82590
# expect: 200 1 False 199 856216785  666594
# expect: 200 1 True 199 469085517  333297
# expect: 200 2 False 199 469085517  666594
# expect: 200 2 True 199 856216785  333297
# expect: 200 3 False 1103 982733821  53420
# expect: 200 3 True 1095 440553767  21754
# expect: 200 4 False 394 970736267  407437
# expect: 200 4 True 395 179249182  346686
# expect: 200 5 False 747 718244148  625960
# expect: 200 5 True 696 973329541  299963
# expect: 200 6 False 1215 388865974 err 342067
# expect: 200 6 True 1223 645221566 err 672151
# expect: 200 7 False 719 405564994  666594
# expect: 200 7 True 724 633955914  333297
# expect: 1000 0 False 8647 14663648  200008
# expect: 1000 0 True 8643 366024584  225663
# expect: 1000 1 False 999 443514608  332001
# expect: 1000 1 True 999 304767699  666002
# expect: 1000 2 False 999 304767699  332001
# expect: 1000 2 True 999 443514608  666002
# expect: 1000 3 False 5822 102261193  403031
# expect: 1000 3 True 5835 967169502  612980
# expect: 1000 4 False 1999 736365721  567469
# expect: 1000 4 True 1998 823967150  99193
# expect: 1000 5 False 4081 277333959  274753
# expect: 1000 5 True 4214 644988393  837372
# expect: 1000 6 False 1915 956101532 err 563749
# expect: 1000 6 True 1701 742169741 err 696926
# expect: 1000 7 False 4253 482928027  332001
# expect: 1000 7 True 4336 521397053  666002
# expect: [{1, 2}, {3}, {1}, {2, 3, 4}, {1, 2, 3}] [{1, 2}, {3}, {1}, {2, 3, 4}, {1, 2, 3}] [3.0, nan, 1.0, 2.0, nan, 0.5]
