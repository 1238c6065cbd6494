import Language

/// What goes into the networks of `keras.applications`.
extension ApplicationsText {
    /// The module of one network: its builder, and what goes into it.
    static func inputs(of network: String) -> WrittenModule {
        WrittenModule(
            source: "import keras.applications as _applications\n\(network) = _applications.\(network)\n" + preparation)
    }

    static let preparation = #"""
        import numpy as _np


        def preprocess_input(x, data_format=None):
            """Pictures of 0 to 255 as the networks of Caffe learned them: blue, green, red, less the mean of ImageNet."""
            if data_format not in (None, 'channels_last'):
                raise ValueError("data_format must be 'channels_last': images are [height, width, channels] here")
            x = _np.asarray(x)
            x = x.astype('float32') if x.dtype.kind != 'f' else x
            if x.shape[-1] != 3:
                raise ValueError(f'pictures have 3 channels, not {x.shape[-1]}')
            return x[..., ::-1] - _np.array([103.939, 116.779, 123.68], x.dtype)


        def decode_predictions(preds, top=5):
            """Not offered: the names of ImageNet's classes are in a file that Keras downloads."""
            raise NotImplementedError("the names of ImageNet's 1000 classes are not here: np.argsort(-preds)[:, :5] gives the numbers of the likeliest")
        """#
}
