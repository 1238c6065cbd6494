import Language
import Tensors

/// An object of another module that NumPy's functions take as an array: the weights and results of networks.
public protocol ArrayShowing: Object {
    /// Its elements.
    func shownTensor() throws(LanguageError) -> Tensor
}
