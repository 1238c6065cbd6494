enum ListMethods { static let rows: [NativeFunction] = [] }
