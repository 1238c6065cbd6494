import Foundation
import Language
import Testing

/// Loops as machine code against the evaluator's own loop: the same program must do the same, whether its loops are
/// translated at once, after some hundreds of turns, or never.
@Suite struct NativeLoopTests {
    /// A program for each claim.
    static let programs: [(claim: String, text: String)] = [
        (
            "whole numbers of every operator",
            """
            total, log = 0, []
            for i in range(-40, 60):
                n = i * 3 - 7
                total += n
                log.append((n + i, n - i, n // 7, n % 7, -n, n & 12, n | 5, n ^ 9, n << 3, n >> 2, n ** 2))
            print(total, log)
            """
        ),
        (
            "floats of every operator, mixed with whole numbers",
            """
            x, log = 0.5, []
            for i in range(80):
                x = x * 1.25 - i / 3 + 2
                log.append((x, -x, x / 7, i / 4, i * x, x - i, x // 2.5, x % 1.5, x ** 2, x + 1, 2 - x))
                if x > 1000.0: x = 0.5
            print(log)
            """
        ),
        (
            "comparisons in conditions and as values",
            """
            def f(values):
                counts = [0] * 14
                for x in values:
                    for y in values:
                        if x < y: counts[0] += 1
                        if x <= y: counts[1] += 1
                        if x == y: counts[2] += 1
                        if x != y: counts[3] += 1
                        if x > y: counts[4] += 1
                        if x >= y: counts[5] += 1
                        counts[6] += not x < y
                        a, b, c = x < y, x == y, x != y
                        if a: counts[7] += 1
                        if not b: counts[8] += 1
                        if c and a or b: counts[9] += 1
                        if x < 2: counts[10] += 1
                        if x == 2: counts[11] += 1
                        if x != 2: counts[12] += 1
                        if x >= 2: counts[13] += 1
                return counts
            print(f([1, 2, 3, -1]), f([1.0, 2.5, float('nan'), float('inf'), -0.0, 0.0]))
            print(f([1, 2.0, 2**53, 2.0**53, 2**53 + 1, True]))
            """
        ),
        (
            "whole numbers that outgrow 64 bits",
            """
            a, b = 1, 1
            for i in range(200):
                a *= 3
                b += b
                if i % 20 == 0: print(a, b, a - b, -(b * 2))
            n = 2**62
            for i in range(10):
                n += 2**60
            print(n)
            """
        ),
        (
            "kinds that change while the loop runs",
            """
            def f(values):
                x, log = 0, []
                for v in values:
                    try:
                        x = x + v
                    except TypeError as e:
                        log.append(str(e))
                        x = v
                return x, log
            mixed = [1] * 9 + [0.5] * 9 + ['s'] * 5 + [2**70, 3] + [True] * 5 + [[1]] + [1.5] * 30 + [2] * 30
            print(f(mixed))
            print(f(mixed * 3))
            print(f([1, 1.5] * 40))
            """
        ),
        (
            "errors arise in their turn and on their line",
            """
            log = []
            data = [5, 4, 3, 2, 1, 0, 2, 'x', 3] * 9
            for i in range(90):
                try:
                    q = 10 // data[i]
                    q += 10 % data[i]
                    q = 1 / data[i]
                except Exception as e:
                    log.append((i, type(e).__name__, str(e)))
                    q = -1
                finally:
                    log.append(q)
            print(log)
            """
        ),
        (
            "leaving early, going on, and else",
            """
            def f(n):
                found = []
                for i in range(n):
                    if i % 3 == 0: continue
                    for j in range(2, 50):
                        if j * j > i:
                            found.append(i)
                            break
                        if i % j == 0: break
                    else:
                        found.append(-i)
                    if i == 150: break
                else:
                    found.append('end')
                k = 0
                while k < 40:
                    k += 1
                    if k % 2: continue
                    if k > 30: break
                else:
                    found.append('never')
                return found, k
            print(f(100), f(300))
            """
        ),
        (
            "lists that change while they are walked",
            """
            def f():
                items, seen = [1, 2, 3], []
                for x in items:
                    seen.append(x)
                    if x < 60: items.append(x * 2)
                    if x == 16: del items[0]
                other = items
                for i in range(len(items)):
                    other[i] = items[i] + 1
                copy = list(items)
                for i in range(-len(items), 0):
                    items[i] = items[i] * 0.5
                return seen, items, copy, other is items
            print(f())
            """
        ),
        (
            "elements of all kinds",
            """
            def f():
                items = [1, 2.5, 'a', [1], (2, 3), None, True, {'k': 1}]
                out = [0] * 8
                for turn in range(60):
                    for i in range(8):
                        out[i] = items[7 - i]
                        last = out[i]
                        items[7 - i] = last
                    a, b = items[4]
                    items[0], items[1] = items[1], items[0]
                return out, a, b, last
            print(f(), f())
            """
        ),
        (
            "variables that are deleted and given again",
            """
            def f():
                log = []
                for i in range(50):
                    x = i
                    if i % 7 == 0:
                        del x
                    try:
                        log.append(x)
                    except UnboundLocalError as e:
                        log.append(str(e))
                return log
            print(f())
            for i in range(30):
                y = i
                if i % 9 == 0: del y
            print(y)
            """
        ),
        (
            "variables of modules, of outer functions and of generators",
            """
            total = 0
            step = 2
            for i in range(300):
                total += i * step
                if i == 200: step = 0.5
                if i == 250: step = 3
            print(total)
            def outer():
                count = 0
                def inner(n):
                    nonlocal count
                    for i in range(n):
                        count += i
                        if i % 50 == 0: count = count + 0.5
                    return count
                return inner(100), inner(100), count
            print(outer())
            def walk(n):
                x, y = 0, 1
                while x < n:
                    if x % 3 == 0: yield x
                    x, y = y, x + y
            print(list(walk(10**12)), sum(x for x in walk(10**30)))
            """
        ),
        (
            "items of items, whose registers hold lists and numbers in turn",
            """
            n = 12
            a = [[i * j % 7 for j in range(n)] for i in range(n)]
            b = [[(i + j) % 5 / 2 for j in range(n)] for i in range(n)]
            c = [[0] * n for _ in range(n)]
            for i in range(n):
                for j in range(n):
                    for k in range(n):
                        c[i][j] += a[i][k] * b[k][j]
                    if j == 7: c[i][-1] = 2**70
            print(c)
            """
        ),
        (
            "one function for numbers of different kinds",
            """
            def power(x, n):
                result = x
                for _ in range(n):
                    result = result * x
                return result
            print([power(x, 20) for x in [2, 1.5, 3, -1, 0.1, 7, True, 10**6]])
            def norm(rows):
                return [sum([x * x for x in row]) for row in rows]
            print(norm([[1, 2], [0.5, 2], [3.5], [], [2**40, 2**40]] * 20))
            """
        ),
    ]

    @Test(arguments: programs.indices) func machineCodeDoesWhatTheEvaluatorDoes(_ index: Int) {
        let text = NativeLoopTests.programs[index].text
        let plain = Outcome.of(text, nativeThreshold: 0)
        #expect(plain.error == nil)
        for threshold in [1, 2, 7, 40] {
            let native = Outcome.of(text, nativeThreshold: threshold)
            #expect(native.output == plain.output, "\(NativeLoopTests.programs[index].claim) from turn \(threshold) on")
            #expect(native.error == plain.error)
        }
    }

    #if arch(x86_64) && os(Linux)
        @Test func loopsBecomeMachineCodeHere() {
            #expect(Interpreter(host: Host { _ in }, nativeThreshold: 300).makesMachineCode)
            #expect(!Interpreter(host: Host { _ in }, nativeThreshold: 0).makesMachineCode)
        }
    #endif

    @Test func anUncaughtErrorPointsAtItsLine() {
        let text = """
            values = [4, 3, 2, 1, 0]
            total = 0
            for v in values * 1:
                total += 1
                total += 8 // v
            """
        for threshold in [0, 1, 2] {
            let outcome = Outcome.of(text, nativeThreshold: threshold)
            #expect(outcome.error == "ZeroDivisionError: integer division or modulo by zero")
            #expect(outcome.range?.line == 5)
        }
    }

    @Test(arguments: ["i = 0\nwhile True: i += 1", "i = 0\nwhile True:\n    for j in range(3): i += j"])
    func anEndlessLoopHearsAnInterrupt(_ text: String) {
        let interrupt = InterruptFlag()
        DispatchQueue.global().asyncAfter(deadline: .now() + 0.3) { interrupt.raise() }
        let outcome = Outcome.of(text, interrupt: interrupt)
        #expect(outcome.error == "KeyboardInterrupt")
    }

    /// Every script of the language once more, with each loop translated after two turns.
    @Test(arguments: Script.all) func scriptsPrintTheSameWithMachineCodeEarly(_ script: Script) throws {
        let outcome = Outcome.of(try script.text(), nativeThreshold: 2)
        #expect(outcome.error == nil)
        #expect(Script.lines(of: outcome.output) == (try script.expected()))
    }
}
