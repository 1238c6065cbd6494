import Foundation
import Testing

/// `svertka.detection` through programs; the evaluation is compared with a twin in Python (Tests/Clients/test_detection.py).
@Suite struct DetectionTests {
    private func output(_ source: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("detection-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let start = "import numpy as np\nfrom svertka import detection\nFOLDER = '\(folder.path)'\n"
        return try Program.output(start + source)
    }

    @Test func theLecturesLinesAreReadAsTheSlideBreaksThem() throws {
        let printed = try output(
            #"""
            text = """Car 0.00 0 1.55 614.24 181.78 727.31 284.77 1.57 1.73 4.15
            1.00 1.75 13.22 1.62
            DontCare -1 -1 -10 5.00 229.89 214.12 367.61 -1 -1 -1 -1000 -
            1000 -1000 -10
            DontCare -1 -1 -10 522.25 202.35 547.77 219.71 -1 -1 -1 -1000 -
            1000 -1000 -10"""
            for label in detection.parse_labels(text): print(label.kind, label.box, label.place, label.turn)
            """#)
        #expect(
            printed == """
                Car (614.24, 181.78, 727.31, 284.77) (1.0, 1.75, 13.22) 1.62
                DontCare (5.0, 229.89, 214.12, 367.61) (-1000.0, -1000.0, -1000.0) -10.0
                DontCare (522.25, 202.35, 547.77, 219.71) (-1000.0, -1000.0, -1000.0) -10.0

                """)
    }

    @Test(arguments: [
        ("Car 0 0 1", "a.txt, line 1: a label line has 15 columns, with a score 16, not 4"),
        ("Bus 0 0 1 1 2 3 4 1 1 1 0 0 9 0", "a.txt, line 1: the type 'Bus' is none of KITTI's: "),
        ("\\nCar 0 0 x 1 2 3 4 1 1 1 0 0 9 0", "a.txt, line 2: column 4 is 'x', which is no number"),
        ("Car 0 0 1 9 2 3 4 1 1 1 0 0 9 0", "a.txt, line 1: the box ends before it begins"),
        ("Car 7 0 1 1 2 3 4 1 1 1 0 0 9 0", "a.txt, line 1: truncated must be from 0 to 1, not 7"),
        ("Car 0 5 1 1 2 3 4 1 1 1 0 0 9 0", "a.txt, line 1: occluded must be 0, 1, 2 or 3, not 5"),
        ("Car 0 0 1 1 2 nan 4 1 1 1 0 0 9 0", "a.txt, line 1: column 7 is nan"),
    ])
    func wrongLinesAreNamed(line: String, message: String) throws {
        let printed = try output(Program.telling("detection.parse_labels('\(line)', 'a.txt')"))
        #expect(printed.contains("LabelError: " + message))
    }

    @Test func scenesAreRepeatableAndTheirFilesGiveThemBack() throws {
        let printed = try output(
            """
            import os
            image, labels = detection.scene(4, 416, 128)
            again, same = detection.scene(4, 416, 128)
            print(image.shape, image.dtype, (image == again).all(), [l.line() for l in labels] == [l.line() for l in same])
            inside = True
            for seed in range(12):
                for l in detection.scene(seed, 416, 128)[1]:
                    a, b, c, d = l.box
                    inside = inside and 0 <= a < c <= 416 and 0 <= b < d <= 128 and l.kind in detection.TYPES
            print(inside)
            folder = FOLDER
            frames = detection.write_scenes(folder, 3, seed=4, width=416, height=128)
            print([f.name for f in frames], (frames[0].image() == image).all(), [l.line() for l in frames[0].labels] == [l.line() for l in labels])
            os.remove(os.path.join(folder, 'label_2', '000005.txt'))
            try:
                detection.read_frames(folder)
            except FileNotFoundError as e:
                print('000005.png has no label file' in str(e))
            detection.write_labels(os.path.join(folder, 'label_2', '000005.txt'), [detection.Label('Car', (500, 3, 600, 50))])
            try:
                detection.read_frames(folder)
            except detection.LabelError as e:
                print('000005.txt, label 1: the Car' in str(e), '416 x 128' in str(e))
            """)
        #expect(
            printed == """
                (128, 416, 3) uint8 True True
                True
                ['000004', '000005', '000006'] True True
                True
                True True

                """)
    }

    @Test func batchesHaveTheTruthOfTheirFrames() throws {
        let printed = try output(
            """
            frames = detection.write_scenes(FOLDER, 5, seed=1, width=416, height=128)
            source = detection.Batches(frames, ('Car', 'Pedestrian'), 128, 416, batch_size=2, shuffle=False, endless=False)
            count, right = 0, True
            for x, y in source:
                for image, truth in zip(x, y):
                    wanted = detection.ground_truth(frames[count].labels, ('Car', 'Pedestrian'), 8, 26)
                    right = right and (image == frames[count].image()).all() and (truth == wanted).all()
                    count += 1
            print(count, right, x.shape, y.shape, y.dtype, source.seconds > 0)
            moved = detection.Batches(frames, ('Car',), 128, 416, batch_size=3, augmentation=detection.Augmentation(), seed=2)
            print({next(moved)[0].shape for _ in range(4)})
            """)
        #expect(printed == "5 True (1, 128, 416, 3) (1, 8, 26, 11) float32 True\n{(3, 128, 416, 3)}\n")
    }

    @Test func theLossIsTheOneWorkedOutByHand() throws {
        // One cell covered with weights 0.5: coverage (0.25 - 1)² / 2 there and 0.1² / 2 in another; edges off by 1, 2, 0, 4.
        let printed = try output(
            """
            y, p = np.zeros((1, 2, 2, 10), 'float32'), np.zeros((1, 2, 2, 5), 'float32')
            y[..., 9] = 1
            y[0, 0, 0, 0], y[0, 0, 0, 1:5], y[0, 0, 0, 5:9] = 1, [1, 2, 3, 4], 0.5
            p[0, 0, 0], p[0, 1, 1, 0] = [0.25, 2, 4, 3, 0], 0.1
            print(np.round(np.array(detection.detectnet_loss(1)(y, p)), 6), 0.75 ** 2 / 2 + 0.005 + 2 * 0.5 * 7)
            print(np.round(np.array(detection.detectnet_loss(1, limit=0.1)(y, p)), 6), round(0.75 ** 2 / 2 + 0.005 + 2 * 0.1 * 7, 6))
            y[0, 1, 1, 9] = 0
            print(np.round(np.array(detection.detectnet_loss(1)(y, p)), 6), 0.75 ** 2 / 2 + 2 * 0.5 * 7)
            """)
        #expect(printed == "[7.28625] 7.28625\n[1.68625] 1.68625\n[7.28125] 7.28125\n")
    }

    @Test func votesOfCellsBecomeBoxes() throws {
        // Six cells agree on a box, two on another, one is unsure.
        let printed = try output(
            """
            output = np.zeros((6, 10, 5), 'float32')
            for row in (1, 2):
                for column in (2, 3, 4):
                    output[row, column] = [0.9, 30 - column * 16, 10 - row * 16, 90 - column * 16, 50 - row * 16]
            for column in (7, 8):
                output[4, column] = [0.8, 110 - column * 16, 60 - 64, 150 - column * 16, 90 - 64]
            output[5, 1] = [0.4, 0, 0, 30, 30]
            for label in detection.cluster(output): print(label.kind, label.box, round(label.score, 6), round(float(np.log(6)), 6))
            for label in detection.cluster(output, group=0, score='coverage', threshold=0.3, least_height=30): print(label.box, round(label.score, 3))
            output[1, 2, 0], output[1, 3, 3] = 0.7, 93 - 48
            for label in detection.cluster(output, group=1, eps=0.1, score='peak', alike='sizes'): print(label.box, round(label.score, 3))
            for label in detection.cluster(output, group=1, eps=0.02, score='coverage', alike='sizes'): print(label.box, round(label.score, 3))
            """)
        #expect(
            printed == """
                Car (30.0, 10.0, 90.0, 50.0) 1.791759 1.791759
                (30.0, 10.0, 90.0, 50.0) 0.9
                (110.0, 60.0, 150.0, 90.0) 0.8
                (16.0, 80.0, 46.0, 110.0) 0.4
                (30.0, 10.0, 90.5, 50.0) 0.9
                (110.0, 60.0, 150.0, 90.0) 0.8
                (30.0, 10.0, 90.0, 50.0) 0.86
                (110.0, 60.0, 150.0, 90.0) 0.8

                """)
    }

    @Test func aGridThatDoesNotFillTheImageIsAnError() throws {
        let printed = try output(
            """
            for build in (lambda: detection.detectnet(385, 1248), lambda: detection.narrow_detectnet(192, 620), lambda: detection.detectnet(384, 8)):
                try:
                    build()
                except ValueError as error:
                    print(error)
            """)
        #expect(
            printed == """
                height must be a multiple of the cells' 16 pixels, for instance 384 or 400, not 385
                width must be a multiple of the cells' 16 pixels, for instance 608 or 624, not 620
                width must be a multiple of the cells' 16 pixels, for instance 16 or 32, not 8

                """)
    }

    @Test func averagePrecisionAndDIGITSNumberByHand() throws {
        // Two cars; right, wrong, right: precision 1 at the first threshold, 2/3 at the second.
        let printed = try output(
            """
            cars = [detection.Label('Car', (0, 0, 100, 60)), detection.Label('Car', (200, 0, 300, 60))]
            found = [detection.Label('Car', (0, 0, 100, 60), score=0.9), detection.Label('Car', (400, 0, 500, 60), score=0.8),
                     detection.Label('Car', (205, 0, 305, 60), score=0.7)]
            e = detection.evaluate([cars], [found], 'Car')
            print(np.round(e.precision['Car']['easy'][:4], 4).tolist(), np.round(e.ap40['Car'], 4).tolist(), np.round(e.ap11['Car'], 4).tolist())
            print(np.round(detection.digits_map([cars], [found]), 4).tolist())
            kinds = detection.mistakes(cars, found + [detection.Label('Car', (0, 0, 50, 60), score=0.6), detection.Label('Car', (1, 0, 101, 60), score=0.5)])
            print({name: len(labels) for name, labels in kinds.items()})
            """)
        #expect(
            printed == """
                [1.0, 0.6667, 0.0, 0.0] [1.6667, 1.6667, 1.6667] [9.0909, 9.0909, 9.0909]
                [66.6667, 66.6667, 100.0]
                {'right': 2, 'badly placed': 1, 'twice': 1, 'false': 1, 'missed': 0, 'neutral': 0}

                """)
    }

    @Test func networksHaveThePublishedNumbers() throws {
        let printed = try output(
            """
            from keras.applications import VGG16, ResNet50, GoogLeNet
            print(detection.detectnet(384, 1248).count_params(), detection.detectnet(384, 1248).output_shape)
            print(GoogLeNet().count_params(), GoogLeNet(include_top=False).count_params())
            print(VGG16(weights=None, include_top=False).count_params(), VGG16(weights=None).count_params())
            print(ResNet50(weights=None).count_params(), ResNet50(weights=None, include_top=False, pooling='avg').output_shape)
            net = detection.narrow_detectnet()
            print(net.count_params(), net.output_shape, detection.take_trunk(net, detection.narrow_classifier(32)))
            """)
        #expect(
            printed == """
                5978677 (None, 24, 78, 5)
                6998552 5973552
                14714688 138357544
                25636712 (None, 2048)
                580855 (None, 12, 39, 7) 16

                """)
    }

    @Test func weightsComeFromFilesAndMissingOnesAreNamed() throws {
        let printed = try output(
            """
            import os
            from keras.applications import ResNet50
            os.environ['HOME'] = FOLDER
            try:
                ResNet50()
            except FileNotFoundError as e:
                print('resnet50_weights_tf_dim_ordering_tf_kernels.h5' in str(e), 'nothing is downloaded' in str(e), 'weights=None' in str(e))
            net = ResNet50(weights=None, include_top=False)
            arrays = [w.numpy() for layer in net.layers for w in layer.weights]
            path = os.path.join(os.environ['HOME'], 'w.npz')
            np.savez(path, *arrays)
            again = ResNet50(weights=path, include_top=False)
            print(len(arrays), all([(a == w.numpy()).all() for a, w in zip(arrays, [w for layer in again.layers for w in layer.weights])]))
            np.savez(path, *arrays[:-1])
            try:
                ResNet50(weights=path, include_top=False)
            except ValueError as e:
                print(str(e).split("' ")[1])
            """)
        #expect(printed == "True True True\n318 True\nhas 317 arrays, but resnet50 has 318 weights\n")
    }

    @Test func aNarrowNetworkLearnsAFewScenesByHeart() throws {
        let printed = try output(
            """
            import keras
            keras.utils.set_random_seed(2)
            frames = detection.write_scenes(FOLDER, 4, seed=1, width=256, height=96)
            detector = detection.Detector(detection.narrow_detectnet(96, 256, 1, filters=(16, 24, 32, 48)), 'Car')
            history = detector.fit(frames, epochs=6, steps_per_epoch=10, batch_size=4, augmentation=None, validation=frames, every=3, verbose=0, least_height=0)
            losses = history.history['loss']
            print(losses[-1] < 0.6 * losses[0], len(history.history['val_AP40']), len(detector.find(frames)) == 4)
            """)
        #expect(printed == "True 6 True\n")
    }
}
