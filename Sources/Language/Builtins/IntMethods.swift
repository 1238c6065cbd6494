enum IntMethods { static let rows: [NativeFunction] = [] }
