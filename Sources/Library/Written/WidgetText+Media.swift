/// `ipywidgets`: pictures, films, sounds, files, game controllers, and links in the page.
enum WidgetMediaText {
    static let text = #"""
        class CByteMemoryView(TraitType):
            """Bytes."""
            default_value = b''
            info_text = 'a memory view object'

            def validate(self, obj, value):
                if isinstance(value, (bytes, bytearray)):
                    return bytes(value)
                self.error(obj, value)


        _kinds = {'png': 'png', 'jpg': 'jpeg', 'jpeg': 'jpeg', 'gif': 'gif', 'svg': 'svg+xml', 'webp': 'webp', 'mp4': 'mp4', 'webm': 'webm',
                  'mov': 'quicktime', 'mp3': 'mpeg', 'wav': 'x-wav', 'ogg': 'ogg'}


        class _Media(DOMWidget, ValueWidget, CoreWidget):
            """A picture, film or sound: `value` are its bytes."""

            value = CByteMemoryView().tag(sync=True)

            def __init__(self, *args, **kwargs):
                super().__init__(**kwargs)

            @classmethod
            def from_file(cls, filename, **kwargs):
                """What is in a file."""
                kind = _kinds.get(str(getattr(filename, 'name', filename)).rsplit('.', 1)[-1].lower())
                if kind is not None:
                    kwargs.setdefault('format', kind)
                return cls(value=cls._load_file_value(filename), **kwargs)

            @classmethod
            def from_url(cls, url, **kwargs):
                """What the browser finds at an address."""
                return cls(value=url.encode('utf-8') if isinstance(url, str) else url, format='url', **kwargs)

            def set_value_from_file(self, filename):
                """Shows what is in a file."""
                self.value = self._load_file_value(filename)

            @classmethod
            def _load_file_value(cls, filename):
                if hasattr(filename, 'read'):
                    return filename.read()
                with open(filename, 'rb') as file:
                    return file.read()

            def __repr__(self):
                start = repr(self.value[:40])
                parts = ['value=' + (start[:-1] + '...' + start[-1] if len(self.value) > 40 else start)]
                parts += ['%s=%r' % (key, str(getattr(self, key))) for key in self._repr_keys() if key != 'value']
                return '%s(%s)' % (type(self).__name__, ', '.join(parts))


        register(_Media)


        @_named()
        class Image(_Media):
            """A picture."""
            format = Unicode('png').tag(sync=True)
            width, height = CUnicode().tag(sync=True), CUnicode().tag(sync=True)


        @_named()
        class Video(_Media):
            """A film."""
            format = Unicode('mp4').tag(sync=True)
            width, height = CUnicode().tag(sync=True), CUnicode().tag(sync=True)
            autoplay, loop, controls = _flag(True), _flag(True), _flag(True)


        @_named()
        class Audio(_Media):
            """A sound."""
            format = Unicode('mp3').tag(sync=True)
            autoplay, loop, controls = _flag(True), _flag(True), _flag(True)


        def _uploaded(js):
            file = Bunch((name, js[name]) for name in ('name', 'type', 'size', 'content'))
            file['last_modified'] = _datetime.datetime.fromtimestamp(js['last_modified'] / 1000, tz=_datetime.timezone.utc)
            return file


        def _uploading(file):
            js = {name: file[name] for name in ('name', 'type', 'size', 'content')}
            js['last_modified'] = int(file['last_modified'].timestamp() * 1000)
            return js


        @_named()
        class FileUpload(_Control):
            """A button to send files to the program: value is a tuple of name, type, size, content (bytes) and last_modified."""
            accept = Unicode().tag(sync=True)
            multiple, disabled = _flag(), _flag()
            icon = Unicode('upload').tag(sync=True)
            button_style = _button_style()
            style = _part(ButtonStyle)
            error = Unicode().tag(sync=True)
            value = TypedTuple(Dict()).tag(
                sync=True, echo_update=False, from_json=lambda js, obj: [_uploaded(file) for file in js],
                to_json=lambda value, obj: [_uploading(file) for file in value])

            @default('description')
            def _default_description(self):
                return 'Upload'


        class _ControllerButton(DOMWidget, ValueWidget, CoreWidget):
            """A button of a game controller."""
            _view_name = Unicode('ControllerButtonView').tag(sync=True)
            _model_name = Unicode('ControllerButtonModel').tag(sync=True)
            value = Float(min=0.0, max=1.0, read_only=True).tag(sync=True)
            pressed = Bool(read_only=True).tag(sync=True)


        class _ControllerAxis(DOMWidget, ValueWidget, CoreWidget):
            """A stick of a game controller."""
            _view_name = Unicode('ControllerAxisView').tag(sync=True)
            _model_name = Unicode('ControllerAxisModel').tag(sync=True)
            value = Float(min=-1.0, max=1.0, read_only=True).tag(sync=True)


        register(_ControllerButton)
        register(_ControllerAxis)


        @_named()
        class Controller(DOMWidget, CoreWidget):
            """A game controller."""
            index = Int().tag(sync=True)
            name, mapping = Unicode(read_only=True).tag(sync=True), Unicode(read_only=True).tag(sync=True)
            connected = Bool(read_only=True).tag(sync=True)
            timestamp = Float(read_only=True).tag(sync=True)
            buttons = TypedTuple(trait=Instance(_ControllerButton), read_only=True).tag(sync=True, **widget_serialization)
            axes = TypedTuple(trait=Instance(_ControllerAxis), read_only=True).tag(sync=True, **widget_serialization)


        class _WidgetTraitTuple(Tuple):
            """A widget and the name of one of its synced traits."""
            info_text = "A (Widget, 'trait_name') pair"

            def __init__(self, **kwargs):
                super().__init__(Instance(Widget), Unicode(), **kwargs)
                self.default_args = ()

            def validate_elements(self, obj, value):
                widget, name = value = super().validate_elements(obj, value)
                trait = widget.traits().get(name)
                if trait is None:
                    raise TypeError('No such trait: %s.%s' % (type(widget).__name__, name))
                if not trait.metadata.get('sync'):
                    raise TypeError('%s.%s cannot be synced' % (type(widget).__name__, name))
                return value


        class Link(CoreWidget):
            """Two traits that the front end keeps equal."""

            _model_name = Unicode('LinkModel').tag(sync=True)
            target = _WidgetTraitTuple().tag(sync=True, **widget_serialization)
            source = _WidgetTraitTuple().tag(sync=True, **widget_serialization)

            def __init__(self, source, target, **kwargs):
                kwargs['source'], kwargs['target'] = source, target
                super().__init__(**kwargs)

            def unlink(self):
                """Ends."""
                self.close()


        class DirectionalLink(Link):
            """A trait that follows another in the front end."""
            _model_name = Unicode('DirectionalLinkModel').tag(sync=True)


        register(Link)
        register(DirectionalLink)


        def jslink(attr1, attr2):
            """Keeps two traits equal, in the front end alone; both are (widget, name)."""
            return Link(attr1, attr2)


        def jsdlink(source, target):
            """Sets the target's trait whenever the source's changes, in the front end alone."""
            return DirectionalLink(source, target)
        """#
}
