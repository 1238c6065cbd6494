enum DictMethods { static let rows: [NativeFunction] = [] }
