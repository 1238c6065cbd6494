/// What an instruction does. `r[x]` is a register; `a` is the one that receives, unless said otherwise.
enum Operation: UInt8 {
    // Values
    case loadConstant  // r[a] = constants[wide]
    case loadNone
    case move  // r[a] = r[b]
    case take  // r[a] = r[b], which is left unbound
    case loadGlobal  // r[a] = global at place wide, or the built-in
    case storeGlobal  // global at place wide = r[a]
    case deleteGlobal
    case makeCell  // r[a] goes into a new cell
    case loadCell  // r[a] = value in the cell r[b]
    case storeCell  // cell r[b] = r[a]
    case loadFree  // r[a] = value in the outer function's cell b
    case storeFree
    case deleteCell
    case deleteFree
    case checkLocal  // UnboundLocalError if r[a] is unbound; b is 1 in a comprehension that reads it
    case deleteLocal
    case clear  // r[a] ..< r[a+b] are left unbound
    case loadClassName  // r[a] = class namespace r[b] or global: names[c]
    // Operators
    case binary  // r[a] = r[b] op r[c]; the operator stands in the next instruction's a
    case add, subtract, multiply, divide, floorDivide, modulo  // r[a] = r[b] op r[c]
    case addNumber  // r[a] = r[b] + signedC
    case inPlace  // r[a] = r[a] op= r[b], c the operator
    case addInPlace  // r[a] += r[b]
    case unary  // r[a] = op r[b], c the operator
    case not  // r[a] = not r[b]
    case less, lessEqual, equal, notEqual, greater, greaterEqual  // r[a] = r[b] op r[c]
    case isSame, isNotSame, isIn, isNotIn
    // Jumps
    case jump  // by wide, counted from the next instruction, as all jumps
    case jumpBack  // by wide, hearing interrupts; a counts the turns until the loop is worth machine code
    // goes on if the global at wide is not defined, so that the name is the built-in; else by the next word
    case checkBuiltin
    case jumpIfTrue, jumpIfFalse  // r[a], by wide
    case jumpUnlessLess, jumpUnlessLessEqual, jumpUnlessEqual, jumpUnlessNotEqual, jumpUnlessGreater,
        jumpUnlessGreaterEqual
    // r[a] compared with the number signedB, by signedC
    case jumpUnlessLessNumber, jumpUnlessLessEqualNumber, jumpUnlessEqualNumber, jumpUnlessNotEqualNumber,
        jumpUnlessGreaterNumber, jumpUnlessGreaterEqualNumber
    // go back; the next word's a counts turns
    case jumpIfLess, jumpIfLessEqual, jumpIfEqual, jumpIfNotEqual, jumpIfGreater, jumpIfGreaterEqual
    // Containers
    case buildList, buildTuple, buildSet  // r[a] = of r[b] ..< r[b + c]
    case constantSet  // r[a] = frozenset of the constants r[b] ..< r[b + c]
    case buildDict  // of pairs r[b] ..< r[b + 2c]
    case listAppend, listExtend  // list r[a], r[b]
    case listToTuple
    case setAdd, setUpdate
    case dictSet  // dict r[a], key r[b], value r[c]
    case dictUpdate, dictMerge  // merge refuses repeated keyword arguments
    case buildSlice  // r[a] = slice r[b], r[b+1], r[b+2]
    case getItem, setItem, deleteItem  // r[a] = r[b][r[c]]; r[a][r[b]] = r[c]; del r[a][r[b]]
    case unpack  // r[a] ..< r[a + c] = values of r[b]
    case unpackRest  // r[a]…: b iterable; next instruction: a before, b after
    case format  // r[a] = text of r[b] by spec r[c]
    case convert  // r[a] = repr (1), str (2), ascii (3) of r[b]
    case ready  // r[a], the value of the piece c of texts[b], turned into text if it may change
    case readyToFit  // as ready, also where the piece's spec may not fit
    case joinPieces  // r[a] = text of texts[c] with values r[b] ...
    // Attributes
    case getAttribute  // r[a] = r[b].names[c]; cache in the next instruction
    case setAttribute  // r[a].names[b] = r[c]; cache in the next instruction
    case deleteAttribute
    // Calls
    case call  // r[c] = r[a](r[a+1] ..< r[a+1+b]), which are left unbound
    case callGlobal  // as call, after r[a] = global at the place that is the next word
    case checkMethod  // AttributeError if r[a] surely has no attribute: the next word as for callMethod
    // r[c] = r[a].name(r[a+1] ..< r[a+1+b]); the next word: cache, names[b]; c is 1 + the register to copy r[a] from, or 0
    case callMethod
    case callNamed  // as call; the last ones are named by the tuple constants[c]
    // as callMethod, but the last ones are named by the tuple constants[c]; the next word: cache, names[b], result c
    case callMethodNamed
    case callSpread  // r[a] = r[a](*r[a+1], **r[a+2])
    case makeFunction  // r[a] = function of codes[b]; defaults list r[c], keyword defaults r[c+1]
    case makeClass  // r[a] = class names[b], bases list r[a+1], body function r[a+2]
    case returnValue  // r[a]
    case yieldValue  // r[a] = what is sent back for r[b]
    // Iteration
    case getWalk  // r[a] ..< r[a + 3] = what `next` needs to walk over r[b]
    case getIterator  // r[a] = r[b], or an iterator over it if the loop cannot walk it
    case delegate  // r[a] = next of r[b] after sending r[c], or jump: the target is in the next instruction
    case delegateThrow  // r[a] = next of r[b] after throwing r[c] at it, or jump as above
    case generatorReturn  // r[a] = what the generator r[b] returned at its end
    case next  // r[a] = next of the walk r[b] ..< r[b + 3], or jump: the target is in the next instruction
    case nextBack  // as next, but jumps to the target in the next instruction while there is one; its a counts turns
    // Modules
    case importModule  // r[a] = module names[b]; c 1: the top package
    case importFrom  // r[a] = names[c] of module r[b]
    case importStar
    // Errors
    case raise  // r[a] from r[b]; c: 0 again, 1 plain, 2 with cause
    case matchException  // r[a] = r[b] is caught by r[c]
    case pushHandled  // r[a] is being handled
    case popHandled
    case assertionFailed  // r[a] is the message or unbound
    case withEnter  // r[a] = r[b].__enter__()
    case withExit  // r[a] = r[b].__exit__(exception r[c] or None)
    // Matching
    case matchSequence  // r[a] = r[b] is a list or tuple of c elements; high bit: at least
    case matchMapping  // r[a] = r[b] is a mapping with the keys of the tuple r[c]; values to r[a+1]…
    case matchRest  // r[a] = dict of what the mapping r[b] has beside the keys of the tuple r[c]
    case matchClass  // r[a] = r[b] is of class r[c]; attributes to r[a+1]…; next: a by position, names[b...] by name
    case line  // a statement begins at line wide: where a debugger may stop
    case nothing  // holds operands of the instruction before
}
