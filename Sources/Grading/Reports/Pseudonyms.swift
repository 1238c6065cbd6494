import Crypto

/// Names that stand for students in public lists: the same in every list of a course, and nobody but who has the course's
/// key can tell whose they are.
public struct Pseudonyms {
    private let key: SymmetricKey

    private static let colours = [
        "Amber", "Azure", "Beige", "Black", "Blue", "Brass", "Bronze", "Cobalt", "Copper", "Coral", "Crimson", "Cyan",
        "Ebony", "Golden", "Green", "Grey", "Hazel", "Indigo", "Ivory", "Jade", "Khaki", "Lilac", "Lime", "Maroon",
        "Mauve",
        "Ochre", "Olive", "Orange", "Pearl", "Pink", "Plum", "Purple", "Red", "Ruby", "Russet", "Saffron", "Sepia",
        "Silver",
        "Tan", "Teal", "Umber", "Violet", "White", "Yellow",
    ]
    private static let animals = [
        "Badger", "Bear", "Beaver", "Bison", "Bittern", "Camel", "Crane", "Cuckoo", "Deer", "Dolphin", "Eagle", "Egret",
        "Falcon", "Ferret", "Finch", "Fox", "Gecko", "Goose", "Hare", "Hawk", "Hedgehog", "Heron", "Ibex", "Jackdaw",
        "Jay",
        "Koala", "Lark", "Lemur", "Linnet", "Lynx", "Magpie", "Marmot", "Marten", "Mole", "Moose", "Newt", "Oriole",
        "Osprey",
        "Otter", "Owl", "Panda", "Pike", "Plover", "Puffin", "Quail", "Raven", "Robin", "Seal", "Shrew", "Siskin",
        "Sparrow",
        "Squirrel", "Stork", "Swan", "Swift", "Tern", "Thrush", "Toad", "Trout", "Vole", "Walrus", "Weasel", "Wren",
        "Yak",
    ]

    /// Takes the course's key, and makes one where there is none.
    public init(_ course: Course) throws(GradingFault) {
        let path = course.notes("pseudonyms.key")
        if let bytes = try? FileTree.bytes(path), bytes.count == 32 {
            key = SymmetricKey(data: bytes)
            return
        }
        key = SymmetricKey(size: .bits256)
        try FileTree.makeFolder(course.notes("."))
        try FileTree.write(key.withUnsafeBytes { Array($0) }, to: path, mode: 0o600)
    }

    /// The names of students, no two alike.
    public func names(_ students: [String]) -> [String: String] {
        var taken: Set<String> = []
        var names: [String: String] = [:]
        for student in students.sorted() {
            let digest = Array(HMAC<SHA256>.authenticationCode(for: Array(student.utf8), using: key))
            let plain =
                Pseudonyms.colours[(Int(digest[0]) << 8 | Int(digest[1])) % Pseudonyms.colours.count] + " "
                + Pseudonyms.animals[Int(digest[2]) % Pseudonyms.animals.count]
            // Two of one name get a number of their own: it does not tell who comes first in the alphabet.
            var name = plain
            var byte = 3
            while !taken.insert(name).inserted, byte < digest.count {
                name = plain + " \(Int(digest[byte]) % 90 + 10)"
                byte += 1
            }
            names[student] = name
        }
        return names
    }
}
