/// `ipywidgets`: arrangements of widgets with names for their places.
enum WidgetTemplatesText {
    static let text = #"""
        def _size_of(size):
            if _re.match(r'\d+\.?\d*(px|fr|%)$', size):
                return size
            if _re.match(r'\d+\.?\d*$', size):
                return size + 'fr'
            raise TypeError("the pane sizes must be in one of the following formats: '10px', '10fr', 10 (will be converted to '10fr')."
                            "Got '{}'".format(size))


        def _areas(rows):
            return '\n'.join('"%s"' % ' '.join(row) for row in rows)


        class LayoutProperties(HasTraits):
            """Gives a widget some traits of its layout."""

            grid_gap = Unicode(None, allow_none=True)
            justify_content = CaselessStrEnum(['flex-start', 'flex-end', 'center', 'space-between', 'space-around'], allow_none=True)
            align_items = CaselessStrEnum(['top', 'bottom', 'flex-start', 'flex-end', 'center', 'baseline', 'stretch'], allow_none=True)
            width = Unicode(None, allow_none=True)
            height = Unicode(None, allow_none=True)

            def __init__(self, **kwargs):
                super().__init__(**kwargs)
                for name in LayoutProperties.class_trait_names():
                    if getattr(self, name):
                        self._delegate_to_layout({'name': name, 'new': getattr(self, name)})
                self.observe(self._delegate_to_layout, LayoutProperties.class_trait_names())

            def _delegate_to_layout(self, change):
                words = {'top': 'flex-start', 'bottom': 'flex-end'} if change['name'] == 'align_items' else {}
                setattr(self.layout, change['name'], words.get(change['new'], change['new']))


        class _Template(GridBox, LayoutProperties):
            """Places for widgets, each with a name."""

            merge = Bool(default_value=True)
            # The names of the traits that hold the widgets.
            _places = ()

            def __init__(self, **kwargs):
                super().__init__(**kwargs)
                self._update_layout()

            def _placed(self):
                """The widgets that are there, by the names of their areas."""
                placed = {name.replace('_', '-'): getattr(self, name) for name in self._places if getattr(self, name) is not None}
                for name, child in placed.items():
                    child.layout.grid_area = name
                return placed

            def _arrange(self, columns, rows, areas, placed):
                self.layout.grid_template_columns = ' '.join(columns)
                self.layout.grid_template_rows = ' '.join(rows)
                self.layout.grid_template_areas = _areas(areas)
                self.children = tuple(placed.values())


        class AppLayout(_Template):
            """A header, a footer, two sidebars and what is between them."""

            header, footer = Instance(Widget, allow_none=True), Instance(Widget, allow_none=True)
            left_sidebar, right_sidebar = Instance(Widget, allow_none=True), Instance(Widget, allow_none=True)
            center = Instance(Widget, allow_none=True)
            pane_widths = Tuple(CUnicode(), CUnicode(), CUnicode(), default_value=['1fr', '2fr', '1fr'])
            pane_heights = Tuple(CUnicode(), CUnicode(), CUnicode(), default_value=['1fr', '3fr', '1fr'])
            _places = ('header', 'footer', 'left_sidebar', 'right_sidebar', 'center')

            @observe('header', 'footer', 'left_sidebar', 'right_sidebar', 'center', 'merge', 'pane_widths', 'pane_heights')
            def _child_changed(self, change):
                self._update_layout()

            def _update_layout(self):
                areas = [['header'] * 3, ['left-sidebar', 'center', 'right-sidebar'], ['footer'] * 3]
                columns, rows = [_size_of(size) for size in self.pane_widths], [_size_of(size) for size in self.pane_heights]
                placed = self._placed()
                if not placed:
                    return
                if self.merge and len(placed) == 1:
                    areas = [list(placed) * 3] * 3
                elif self.merge:
                    if self.center is None:
                        for row in areas:
                            del row[1]
                        del columns[1]
                    if self.left_sidebar is None:
                        areas[1][0] = areas[1][1]
                    if self.right_sidebar is None:
                        areas[1][-1] = areas[1][-2]
                    if self.left_sidebar is None and self.right_sidebar is None and self.center is None:
                        areas, columns, rows = [['header'], ['footer']], ['1fr'], ['1fr', '1fr']
                    if self.header is None:
                        del areas[0]
                        del rows[0]
                    if self.footer is None:
                        del areas[-1]
                        del rows[-1]
                self._arrange(columns, rows, areas, placed)


        class TwoByTwoLayout(_Template):
            """Four places in two rows."""

            top_left, top_right = Instance(Widget, allow_none=True), Instance(Widget, allow_none=True)
            bottom_left, bottom_right = Instance(Widget, allow_none=True), Instance(Widget, allow_none=True)
            _places = ('top_left', 'top_right', 'bottom_left', 'bottom_right')

            @observe('top_left', 'top_right', 'bottom_left', 'bottom_right', 'merge')
            def _child_changed(self, change):
                self._update_layout()

            def _update_layout(self):
                areas = [['top-left', 'top-right'], ['bottom-left', 'bottom-right']]
                placed = self._placed()
                if not placed:
                    return
                if self.merge and len(placed) == 1:
                    areas = [list(placed) * 2] * 2
                elif self.merge:
                    for i, column in enumerate(('left', 'right')):
                        top, bottom = placed.get('top-' + column), placed.get('bottom-' + column)
                        if top is None and bottom is None:
                            areas[0][i], areas[1][i] = areas[0][1 - i], areas[1][1 - i]
                        elif top is None:
                            areas[0][i] = areas[1][i]
                        elif bottom is None:
                            areas[1][i] = areas[0][i]
                self._arrange(['1fr', '1fr'], ['1fr', '1fr'], areas, placed)


        class GridspecLayout(GridBox, LayoutProperties):
            """Rows and columns of places: grid[0, :2] = widget."""

            n_rows, n_columns = Integer(), Integer()

            def __init__(self, n_rows=None, n_columns=None, **kwargs):
                super().__init__(**kwargs)
                self.n_rows, self.n_columns = n_rows, n_columns
                self._grid_template_areas = [['.'] * self.n_columns for _ in range(self.n_rows)]
                self._children = {}
                self._id_count = 0

            @validate('n_rows', 'n_columns')
            def _validate_integer(self, proposal):
                if proposal['value'] > 0:
                    return proposal['value']
                raise TraitError('n_rows and n_columns must be positive integer')

            def _cells(self, key):
                row, column = key
                rows = range(*row.indices(self.n_rows)) if isinstance(row, slice) else [row]
                columns = range(*column.indices(self.n_columns)) if isinstance(column, slice) else [column]
                return [(r, c) for r in rows for c in columns]

            def __setitem__(self, key, value):
                self._id_count += 1
                name = 'widget%03d' % self._id_count
                value.layout.grid_area = name
                for row, column in self._cells(key):
                    self._children.pop(self._grid_template_areas[row][column], None)
                    self._grid_template_areas[row][column] = name
                self._children[name] = value
                self.layout.grid_template_columns = 'repeat(%d, 1fr)' % self.n_columns
                self.layout.grid_template_rows = 'repeat(%d, 1fr)' % self.n_rows
                self.layout.grid_template_areas = _areas(self._grid_template_areas)
                self.children = tuple(self._children.values())

            def __getitem__(self, key):
                names = {self._grid_template_areas[row][column] for row, column in self._cells(key)}
                if len(names) > 1:
                    raise TypeError('The slice spans several widgets, but only a single widget can be retrieved at a time')
                return self._children[names.pop()]
        """#
}
