/// The data sets of the course, with the checksums that their publishers or Keras state (`keras.datasets`).
///
/// Names of files and folders are those that `keras.datasets` reads.
extension PublishedData {
    /// A row for each data set.
    public static let table: [PublishedData] = [
        PublishedData(
            "mnist", "70,000 handwritten digits, 28 x 28", terms: "CC BY-SA 3.0 (LeCun, Cortes, Burges)",
            folder: "mnist",
            files: [
                images(
                    "train-images-idx3", 9_912_422, "f68b3c2dcbeaaa9fbdd348bbdeb94873", 47_040_016,
                    "6bbc9ace898e44ae57da46a324031adb", at: digits),
                images(
                    "train-labels-idx1", 28_881, "d53e105ee54ea40749a09fcbcd1e9432", 60_008,
                    "a25bea736e30d166cdddb491f175f624", at: digits),
                images(
                    "t10k-images-idx3", 1_648_877, "9fb629c4189551a2d022fa330f9573f3", 7_840_016,
                    "2646ac647ad5339dbf082846283269ea", at: digits),
                images(
                    "t10k-labels-idx1", 4_542, "ec29112dd5afa0611ce80d1b7f02629c", 10_008,
                    "27ae3e4e09519cfbb04c329615203637", at: digits),
            ]),
        PublishedData(
            "fashion-mnist", "70,000 pictures of clothes, 28 x 28", terms: "MIT (Zalando SE)", folder: "fashion-mnist",
            files: [
                images(
                    "train-images-idx3", 26_421_880, "8d4fb7e6c68d591d4c3dfef9ec88bf0d", 47_040_016,
                    "f4a8712d7a061bf5bd6d2ca38dc4d50a", at: clothes),
                images(
                    "train-labels-idx1", 29_515, "25c81989df183df01b3e8a0aad5dffbe", 60_008,
                    "9018921c3c673c538a1fc5bad174d6f9", at: clothes),
                images(
                    "t10k-images-idx3", 4_422_102, "bef4ecab320f06d8554ea6380940ec79", 7_840_016,
                    "8181f5470baa50b63fa0f6fddb340f0a", at: clothes),
                images(
                    "t10k-labels-idx1", 5_148, "bb300cfdad3c16e7a12a480ee83cd310", 10_008,
                    "15d484375f8d13e6eb1aabb0c3f46965", at: clothes),
            ]),
        PublishedData(
            "cifar-10", "60,000 colour pictures of 10 things, 32 x 32", terms: "none stated; cite Krizhevsky 2009",
            folder: "cifar-10-batches-py",
            files: [
                tiny(
                    "cifar-10-python.tar.gz", 170_498_071,
                    "6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce", folder: "cifar-10-batches-py",
                    members: (1...5).map { "data_batch_\($0)" } + ["test_batch", "batches.meta"])
            ]),
        PublishedData(
            "cifar-100", "60,000 colour pictures of 100 things, 32 x 32", terms: "none stated; cite Krizhevsky 2009",
            folder: "cifar-100-python",
            files: [
                tiny(
                    "cifar-100-python.tar.gz", 169_001_437,
                    "85cd44d02ba6437773c5bbd22e183051d648de2e7d6b014e1ef29b855ba677a7", folder: "cifar-100-python",
                    members: ["train", "test", "meta"])
            ]),
        PublishedData(
            "imdb", "50,000 reviews of films as words' numbers", terms: "none stated; cite Maas et al. 2011",
            folder: "imdb",
            files: [
                keras("imdb.npz", 17_464_789, "69664113be75683a8fe16e3ed0ab59fda8886cb3cd7ada244f7d9544e4676b9f"),
                keras("imdb_word_index.json", 1_641_221, "bfafd718b763782e994055a2d397834f"),
            ]),
        PublishedData(
            "reuters", "11,228 news in 46 topics as words' numbers", terms: "Reuters-21578: for research",
            folder: "reuters",
            files: [
                keras("reuters.npz", 2_110_848, "d6586e694ee56d7a4e65172e12b3e987c03096cb01eab99753921ef915959916"),
                keras("reuters_word_index.json", 550_378, "4d44cc38712099c9e383dc6e5f11a921"),
            ]),
        PublishedData(
            "boston-housing", "prices of houses in 506 towns, 1978",
            terms: "none stated; cite Harrison, Rubinfeld 1978",
            folder: "boston_housing",
            files: [
                keras("boston_housing.npz", 57_026, "f553886a1f8d56431e820c5b82552d9d95cfcb96d1e678153f8839538947dff5")
            ]),
        PublishedData(
            "california-housing", "prices of houses in 20,640 blocks, 1990",
            terms: "none stated; cite Pace, Barry 1997",
            folder: "california_housing",
            files: [
                keras(
                    "california_housing.npz", 743_530,
                    "1a2e3a52e0398de6463aebe6f4a8da34fb21fbb6b934cf88c3425e766f2a1a6f")
            ]),
        PublishedData(
            "kitti", "7,481 street scenes with labelled boxes", terms: "CC BY-NC-SA 3.0, not for business",
            folder: "kitti", files: [],
            advice: """
                KITTI cannot be fetched by a program: its licence (CC BY-NC-SA 3.0: name Geiger, Lenz, Urtasun 2012; not for \
                business; pass on under the same terms) is accepted by a person with an account at www.cvlibs.net.
                  1. At https://www.cvlibs.net/datasets/kitti/eval_object.php log in and get
                     data_object_image_2.zip (left colour images, 12 GB) and data_object_label_2.zip (labels, 5 MB).
                  2. Unpack both and move what is in training/ so that these are there:
                     ROOT/kitti/image_2/000000.png …
                     ROOT/kitti/label_2/000000.txt …
                A few frames are enough to try a program; both folders need the same numbers.
                """),
    ]

    /// Where files of MNIST are: its own page asks for a password since 2024.
    private static let digits = [
        "https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/",
    ]

    private static let clothes = [
        "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
        "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
    ]

    private static func images(
        _ stem: String, _ size: Int, _ md5: String, _ unpacked: Int, _ content: String, at mirrors: [String]
    ) -> PublishedFile {
        let name = "\(stem)-ubyte.gz"
        return PublishedFile(
            name, mirrors: mirrors.map { $0 + name }, size: size, checksum: .md5(md5), form: .gzip,
            parts: [.init("\(stem)-ubyte", limit: unpacked, checksum: .md5(content))])
    }

    private static func tiny(_ name: String, _ size: Int, _ sha256: String, folder: String, members: [String])
        -> PublishedFile
    {
        PublishedFile(
            name, mirrors: ["https://www.cs.toronto.edu/~kriz/\(name)", "https://cave.cs.toronto.edu/kriz/\(name)"],
            size: size, checksum: .sha256(sha256), form: .tar,
            parts: members.map { .init("\(folder)/\($0)", target: $0, limit: 200 << 20) })
    }

    private static func keras(_ name: String, _ size: Int, _ digest: String) -> PublishedFile {
        PublishedFile(
            name, mirrors: ["https://storage.googleapis.com/tensorflow/tf-keras-datasets/\(name)"], size: size,
            checksum: digest.utf8.count == 32 ? .md5(digest) : .sha256(digest))
    }
}
