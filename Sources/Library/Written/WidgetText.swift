/// `ipywidgets`: the widget itself, whose synced traits the front end has too.
enum WidgetText {
    /// Names that all parts use.
    static let start = #"""
        import contextlib as _contextlib
        import datetime as _datetime
        import functools as _functools
        import numbers as _numbers
        import re as _re
        import warnings as _warnings
        from collections.abc import Iterable as _Iterable, Mapping as _Mapping
        from comm import create_comm as _create_comm, get_comm_manager as _get_comm_manager
        from IPython.display import clear_output as _clear_output, display as _display
        from traitlets import Any, Bool, Bunch, CFloat, CInt, CUnicode, CaselessStrEnum, Container, Dict, Float, HasTraits, Instance, Int
        from traitlets import Integer, List, TraitError, TraitType, Tuple, Undefined, Unicode, Union, default, observe, validate
        from traitlets import dlink as _dlink, link as _link
        import _comms

        __version__ = '8.1.9'
        __protocol_version__ = '2.1.0'
        __control_protocol_version__ = '1.0.0'
        __jupyter_widgets_base_version__ = '2.0.0'
        __jupyter_widgets_output_version__ = '1.0.0'
        __jupyter_widgets_controls_version__ = '2.0.0'

        link = _link
        dlink = _dlink
        _instances = {}
        _classes = {}


        def _to_json(x, obj):
            if isinstance(x, dict):
                return {k: _to_json(v, obj) for k, v in x.items()}
            if isinstance(x, (list, tuple)):
                return [_to_json(v, obj) for v in x]
            return 'IPY_MODEL_' + x.model_id if isinstance(x, Widget) else x


        def _from_json(x, obj):
            if isinstance(x, dict):
                return {k: _from_json(v, obj) for k, v in x.items()}
            if isinstance(x, (list, tuple)):
                return [_from_json(v, obj) for v in x]
            if isinstance(x, str) and x.startswith('IPY_MODEL_') and x[10:] in _instances:
                return _instances[x[10:]]
            return x


        widget_serialization = {'from_json': _from_json, 'to_json': _to_json}


        _remove_buffers = _comms.split


        def _listed(x):
            """A value as JSON gives it back: tuples are lists."""
            if isinstance(x, dict):
                return {k: _listed(v) for k, v in x.items()}
            return [_listed(v) for v in x] if isinstance(x, (list, tuple)) else x


        def _put_buffers(state, paths, buffers):
            """Puts bytes where they belong."""
            for path, buffer in zip(paths, buffers):
                place = state
                for key in path[:-1]:
                    place = place[key]
                place[path[-1]] = buffer


        class CallbackDispatcher:
            """Functions that are called one after another; an error of one is shown and stops no other."""

            def __init__(self):
                self.callbacks = []

            def __call__(self, *args, **kwargs):
                value = None
                for callback in list(self.callbacks):
                    try:
                        result = callback(*args, **kwargs)
                    except Exception as error:
                        _comms.show_error(error)
                    else:
                        value = result if result is not None else value
                return value

            def register_callback(self, callback, remove=False):
                """Adds a function, or removes it."""
                if remove and callback in self.callbacks:
                    self.callbacks.remove(callback)
                elif not remove and callback not in self.callbacks:
                    self.callbacks.append(callback)


        def register(cls):
            """Decorates a widget class that the front end may make objects of."""
            traits = cls.class_traits()
            names = ('_model_module', '_model_name', '_view_module', '_view_name')
            _classes[tuple(traits[name].default_value for name in names)] = cls
            return cls


        def _named(model=None, view=None):
            """Decorates a class with the names of its model and view: those of the class where none are given."""
            def decorate(cls):
                for name, value in (('_model_name', model or cls.__name__ + 'Model'), ('_view_name', view or cls.__name__ + 'View')):
                    trait = Unicode(value).tag(sync=True)
                    trait.__set_name__(cls, name)
                    setattr(cls, name, trait)
                cls._collect()
                return register(cls)
            return decorate
        """#

    static let widget = #"""
        class Widget(HasTraits):
            """An object that the front end has a model of: traits tagged with sync=True are the same on both sides."""

            _model_name = Unicode('WidgetModel', read_only=True).tag(sync=True)
            _model_module = Unicode('@jupyter-widgets/base', read_only=True).tag(sync=True)
            _model_module_version = Unicode(__jupyter_widgets_base_version__, read_only=True).tag(sync=True)
            _view_name = Unicode(None, allow_none=True).tag(sync=True)
            _view_module = Unicode(None, allow_none=True).tag(sync=True)
            _view_module_version = Unicode('').tag(sync=True)
            _view_count = Int(None, allow_none=True).tag(sync=True)
            comm = Any(allow_none=True)
            keys = List(help='The traits which are synced.')

            _property_lock = Dict()
            _widget_construction_callback = None
            _control_comm = None
            _holding_sync = False

            @default('keys')
            def _default_keys(self):
                return self.trait_names(sync=True)

            def __init__(self, **kwargs):
                self._model_id = kwargs.pop('model_id', None)
                self._states_to_send = set()
                self._msg_callbacks = CallbackDispatcher()
                super().__init__(**kwargs)
                if Widget._widget_construction_callback is not None:
                    Widget._widget_construction_callback(self)
                self.open()

            def __copy__(self):
                raise NotImplementedError('Widgets cannot be copied; custom implementation required')

            def __deepcopy__(self, memo):
                raise NotImplementedError('Widgets cannot be copied; custom implementation required')

            @classmethod
            def close_all(cls):
                """Closes every widget."""
                for widget in list(_instances.values()):
                    widget.close()

            @staticmethod
            def on_widget_constructed(callback):
                """Calls callback(widget) for every widget that is made."""
                Widget._widget_construction_callback = callback

            @classmethod
            def handle_control_comm_opened(cls, comm, msg):
                """The front end will ask for all widgets: a page was loaded again."""
                _check_version(msg, __control_protocol_version__, 'widget control')
                cls._control_comm = comm
                comm.on_msg(cls._handle_control_comm_msg)

            @classmethod
            def _handle_control_comm_msg(cls, msg):
                method = msg['content']['data']['method']
                if method != 'request_states':
                    raise RuntimeError('Unknown front-end to back-end widget control msg with method "%s"' % method)
                states = {}
                for widget in list(_instances.values()):
                    states[widget.model_id] = {
                        'model_name': widget._model_name, 'model_module': widget._model_module,
                        'model_module_version': widget._model_module_version, 'state': widget.get_state()}
                states, paths, buffers = _remove_buffers(states)
                cls._control_comm.send({'method': 'update_states', 'states': states, 'buffer_paths': paths}, buffers=buffers)

            @staticmethod
            def handle_comm_opened(comm, msg):
                """The front end makes a widget."""
                _check_version(msg, __protocol_version__, 'widget')
                data = msg['content']['data']
                state = data['state']
                names = tuple(state.get(name) for name in ('_model_module', '_model_name', '_view_module', '_view_name'))
                if names not in _classes:
                    raise ValueError('there is no widget class with the model %s of %s' % (names[1], names[0]))
                widget = _classes[names](comm=comm)
                _put_buffers(state, data.get('buffer_paths', []), msg['buffers'])
                widget.set_state(state)

            @staticmethod
            def get_manager_state(drop_defaults=False, widgets=None):
                """The state of all widgets, or of some, as pages without a kernel embed it."""
                widgets = _instances.values() if widgets is None else widgets
                return {'version_major': 2, 'version_minor': 0,
                        'state': {widget.model_id: widget._get_embed_state(drop_defaults) for widget in widgets}}

            def _get_embed_state(self, drop_defaults=False):
                state, paths, buffers = _remove_buffers(self.get_state(drop_defaults=drop_defaults))
                made = {'model_name': self._model_name, 'model_module': self._model_module,
                        'model_module_version': self._model_module_version, 'state': state}
                if buffers:
                    made['buffers'] = [{'encoding': 'base64', 'path': path, 'data': _comms.base64(data)}
                                       for path, data in zip(paths, buffers)]
                return made

            def get_view_spec(self):
                """What shows the widget in a page."""
                return {'version_major': 2, 'version_minor': 0, 'model_id': self._model_id}

            def open(self):
                """Opens the comm to the front end, if it is not open."""
                if self.comm is None:
                    state, paths, buffers = _remove_buffers(self.get_state())
                    named = {} if self._model_id is None else {'comm_id': self._model_id}
                    self.comm = _create_comm(
                        target_name='jupyter.widget', data={'state': state, 'buffer_paths': paths}, buffers=buffers,
                        metadata={'version': __protocol_version__}, **named)

            @observe('comm')
            def _comm_changed(self, change):
                if change['new'] is not None:
                    self._model_id = self.model_id
                    self.comm.on_msg(self._handle_msg)
                    _instances[self.model_id] = self

            @property
            def model_id(self):
                """The identifier of the widget's model."""
                return None if self.comm is None else self.comm.comm_id

            def close(self):
                """Closes the comm: the widget vanishes from the page."""
                if self.comm is not None:
                    _instances.pop(self.model_id, None)
                    self.comm.close()
                    self.comm = None
                    self._repr_mimebundle_ = None

            def get_state(self, key=None, drop_defaults=False):
                """The values of the synced traits, or of one or some of them, as the front end gets them."""
                if key is None:
                    names = self.keys
                else:
                    names = [key] if isinstance(key, str) else key
                state = {}
                for name in names:
                    trait, value = self._traits[name], getattr(self, name)
                    if 'to_json' in trait.metadata:
                        value = trait.metadata['to_json'](value, self)
                    if not drop_defaults or not self._compare(value, trait.default_value):
                        state[name] = value
                return state

            def _compare(self, a, b):
                same = a == b
                return same if isinstance(same, bool) else bool(same.all()) if hasattr(same, 'all') else bool(same)

            def send_state(self, key=None):
                """Sends the state, or a part of it, to the front end."""
                state = self.get_state(key)
                if state:
                    for name, value in state.items():
                        if name in self._property_lock:
                            self._property_lock[name] = value
                    state, paths, buffers = _remove_buffers(state)
                    self._send({'method': 'update', 'state': state, 'buffer_paths': paths}, buffers)

            def set_state(self, sync_data):
                """Takes a state from the front end; all other front ends hear of it at once."""
                echo = {name: value for name, value in sync_data.items()
                        if name in self.keys and self.trait_metadata(name, 'echo_update', True)}
                if echo:
                    echo, paths, buffers = _remove_buffers(echo)
                    self._send({'method': 'echo_update', 'state': echo, 'buffer_paths': paths}, buffers)
                self._property_lock = dict(sync_data)
                try:
                    with self.hold_trait_notifications():
                        for name, value in sync_data.items():
                            if name in self.keys:
                                self.set_trait(name, self.trait_metadata(name, 'from_json', _plainly)(value, self))
                finally:
                    self._property_lock = {}

            def send(self, content, buffers=None):
                """Sends a message of one's own to the model in the front end."""
                self._send({'method': 'custom', 'content': content}, buffers)

            def on_msg(self, callback, remove=False):
                """Calls callback(widget, content, buffers) for messages of the front end's own."""
                self._msg_callbacks.register_callback(callback, remove=remove)

            def add_traits(self, **traits):
                """Gives this widget further traits."""
                super().add_traits(**traits)
                for name, trait in traits.items():
                    if 'sync' in trait.metadata:
                        self.keys.append(name)
                        self.send_state(name)

            def notify_change(self, change):
                """Sends the new value, then tells the observers."""
                name = change['name']
                if self.comm is not None and name in self.keys and self._should_send(name):
                    self.send_state(name)
                super().notify_change(change)

            def _should_send(self, name):
                if name in self._property_lock:
                    value = self.trait_metadata(name, 'to_json', _plainly)(getattr(self, name), self)
                    if _listed(value) == _listed(self._property_lock[name]):
                        self._states_to_send.discard(name)
                        return False
                if self._holding_sync:
                    self._states_to_send.add(name)
                    return False
                return True

            @_contextlib.contextmanager
            def hold_sync(self):
                """Within the block nothing is sent; at its end all changes go in one message."""
                if self._holding_sync:
                    yield
                    return
                try:
                    self._holding_sync = True
                    yield
                finally:
                    self._holding_sync = False
                    self.send_state(sorted(self._states_to_send))
                    self._states_to_send.clear()

            def _handle_msg(self, msg):
                try:
                    data = msg['content']['data']
                    method = data['method']
                    if method == 'update':
                        if 'state' in data:
                            _put_buffers(data['state'], data.get('buffer_paths', []), msg['buffers'])
                            self.set_state(data['state'])
                    elif method == 'request_state':
                        self.send_state()
                    elif method == 'custom':
                        if 'content' in data:
                            self._handle_custom_msg(data['content'], msg['buffers'])
                    else:
                        raise ValueError('Unknown front-end to back-end widget msg with method "%s"' % method)
                except Exception as error:
                    _comms.show_error(error)

            def _handle_custom_msg(self, content, buffers):
                self._msg_callbacks(self, content, buffers)

            def _send(self, msg, buffers=None):
                if self.comm is not None:
                    self.comm.send(data=msg, buffers=buffers)

            def _repr_mimebundle_(self, **kwargs):
                text = repr(self)
                data = {'text/plain': text[:110] + '…' if len(text) > 110 else text}
                if self._view_name is not None:
                    data['application/vnd.jupyter.widget-view+json'] = self.get_view_spec()
                return data

            def __repr__(self):
                return '%s(%s)' % (type(self).__name__, ', '.join('%s=%r' % (key, getattr(self, key)) for key in self._repr_keys()))

            def _repr_keys(self):
                for key in sorted(self.keys):
                    if key[0] == '_':
                        continue
                    value, trait = getattr(self, key), self._traits[key]
                    if self._compare(value, trait.default_value):
                        continue
                    if isinstance(trait, (Container, Dict)) and trait.default_value is Undefined and not value:
                        continue
                    yield key


        def _plainly(x, obj):
            return x


        def _check_version(msg, wanted, name):
            version = msg.get('metadata', {}).get('version', '')
            if version.split('.')[0] != wanted.split('.')[0]:
                raise ValueError('Incompatible %s protocol versions: received version %r, expected version %r' % (name, version, wanted))


        _get_comm_manager().register_target('jupyter.widget', Widget.handle_comm_opened)
        _get_comm_manager().register_target('jupyter.widget.control', Widget.handle_control_comm_opened)
        """#
}
