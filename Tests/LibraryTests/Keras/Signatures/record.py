"""Writes the arguments of Keras's classes and of a model's methods, with their defaults: signatures.txt.

    python record.py          an interpreter with Keras 3
"""
import inspect
import os
import pathlib

os.environ["KERAS_BACKEND"] = "tensorflow"
import keras

modules = ["layers", "optimizers", "optimizers.schedules", "losses", "metrics", "callbacks", "initializers",
           "regularizers", "constraints"]
lines = []


def arguments(function):
    found = []
    for name, parameter in inspect.signature(function).parameters.items():
        if name == "self" or parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            continue
        default = parameter.default
        if default is inspect.Parameter.empty:
            found.append(name)
        elif isinstance(default, (bool, int, float, str, tuple, type(None))):
            found.append(f"{name}={default!r}".replace(" ", ""))
        else:
            found.append(f"{name}=?")
    return found


for module in modules:
    place = keras
    for part in module.split("."):
        place = getattr(place, part)
    for name in sorted(dir(place)):
        cls = getattr(place, name)
        if inspect.isclass(cls) and not name.startswith("_"):
            lines.append(" ".join([f"{module}.{name}"] + arguments(cls.__init__)))
for name in ["compile", "fit", "evaluate", "predict", "train_on_batch", "test_on_batch", "predict_on_batch", "summary",
             "save", "save_weights", "load_weights", "to_json", "export", "get_layer", "count_params"]:
    lines.append(" ".join([f"Model.{name}"] + arguments(getattr(keras.Model, name))))
for place, names in [(keras.utils, ["to_categorical", "set_random_seed", "pad_sequences", "load_img", "img_to_array",
                                    "array_to_img", "save_img", "image_dataset_from_directory", "get_file"]),
                     (keras.models, ["load_model", "model_from_json", "clone_model", "save_model"])]:
    for name in names:
        lines.append(" ".join([f"{place.__name__.split('.', 1)[-1]}.{name}"] + arguments(getattr(place, name))))
(pathlib.Path(__file__).parent / "signatures.txt").write_text("\n".join(lines) + "\n")
print(len(lines), "names")
