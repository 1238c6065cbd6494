enum TupleMethods { static let rows: [NativeFunction] = [] }
