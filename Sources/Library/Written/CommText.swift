/// The module `comm`: channels to the front end, as ipykernel has them.
enum CommText {
    static let text = #"""
        from _comms import deliver_to as _deliver_to, new_id as _new_id, publish as _publish, show_error as _show_error
        from _comms import show_figures as _show_figures


        class BaseComm:
            """A channel between this program and an object in the front end."""

            def __init__(self, target_name='comm', data=None, metadata=None, buffers=None, comm_id=None, primary=True,
                         target_module=None, topic=None, _open_data=None, _close_data=None, **kwargs):
                self.comm_id = comm_id or _new_id()
                self.primary = primary
                self.target_name, self.target_module = target_name, target_module
                self._open_data, self._close_data = _open_data or {}, _close_data or {}
                self._msg_callback = self._close_callback = None
                self._closed = True
                if primary:
                    self.open(data=data, metadata=metadata, buffers=buffers)
                else:
                    self._closed = False

            def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **keys):
                """Sends a message of this comm."""
                _publish(msg_type, self.comm_id, {} if data is None else data, metadata or {}, buffers or [], **keys)

            def open(self, data=None, metadata=None, buffers=None):
                """Opens the other end."""
                manager = get_comm_manager()
                manager.register_comm(self)
                try:
                    self.publish_msg('comm_open', data=self._open_data if data is None else data, metadata=metadata,
                                     buffers=buffers, target_name=self.target_name, target_module=self.target_module)
                    self._closed = False
                except Exception:
                    manager.unregister_comm(self)
                    raise

            def close(self, data=None, metadata=None, buffers=None, deleting=False):
                """Closes both ends."""
                if self._closed:
                    return
                self._closed = True
                self.publish_msg('comm_close', data=self._close_data if data is None else data, metadata=metadata, buffers=buffers)
                if not deleting:
                    get_comm_manager().unregister_comm(self)

            def send(self, data=None, metadata=None, buffers=None):
                """Sends data, and bytes beside them, to the other end."""
                self.publish_msg('comm_msg', data=data, metadata=metadata, buffers=buffers)

            def on_close(self, callback):
                """Calls callback(msg) when the other end closes; None for nothing."""
                self._close_callback = callback

            def on_msg(self, callback):
                """Calls callback(msg) when the other end sends something; None for nothing."""
                self._msg_callback = callback

            def handle_close(self, msg):
                """The other end closed."""
                if self._close_callback:
                    self._close_callback(msg)

            def handle_msg(self, msg):
                """The other end sent something."""
                if self._msg_callback:
                    self._msg_callback(msg)
                    _show_figures()


        Comm = BaseComm


        class CommManager:
            """The open comms, and who answers when the front end opens one."""

            def __init__(self):
                self.comms = {}
                self.targets = {}

            def register_target(self, target_name, f):
                """Calls f(comm, msg) when the front end opens a comm to that target."""
                if not callable(f):
                    raise TypeError('a comm target is a function of (comm, msg), not %r' % (f,))
                self.targets[target_name] = f

            def unregister_target(self, target_name, f):
                """Forgets a target."""
                return self.targets.pop(target_name)

            def register_comm(self, comm):
                """Remembers a comm."""
                self.comms[comm.comm_id] = comm
                return comm.comm_id

            def unregister_comm(self, comm):
                """Forgets a comm."""
                self.comms.pop(comm.comm_id)

            def get_comm(self, comm_id):
                """The comm with that identifier, or None."""
                return self.comms.get(comm_id)

            def comm_open(self, stream, ident, msg):
                """The front end opens a comm."""
                content = msg['content']
                comm = create_comm(comm_id=content['comm_id'], primary=False, target_name=content['target_name'])
                self.register_comm(comm)
                target = self.targets.get(content['target_name'])
                if target is not None:
                    try:
                        target(comm, msg)
                        return
                    except Exception as error:
                        _show_error(error)
                comm.close()

            def comm_msg(self, stream, ident, msg):
                """The front end sends something."""
                comm = self.get_comm(msg['content']['comm_id'])
                if comm is not None:
                    try:
                        comm.handle_msg(msg)
                    except Exception as error:
                        _show_error(error)

            def comm_close(self, stream, ident, msg):
                """The front end closes a comm."""
                comm = self.comms.pop(msg['content']['comm_id'], None)
                if comm is not None:
                    comm._closed = True
                    try:
                        comm.handle_close(msg)
                    except Exception as error:
                        _show_error(error)


        _manager = CommManager()
        _deliver_to(_manager)


        def create_comm(*args, **kwargs):
            """Opens a comm: create_comm(target_name='name', data={})."""
            return Comm(*args, **kwargs)


        def get_comm_manager():
            """The comms of this program."""
            return _manager
        """#
}
