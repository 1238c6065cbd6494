enum FloatMethods { static let rows: [NativeFunction] = [] }
