enum StrMethods { static let rows: [NativeFunction] = [] }
