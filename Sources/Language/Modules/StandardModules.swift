/// The modules of Python's own library that need nothing but the language.
public enum StandardModules {
    /// Each module, a table of rows.
    public static let all: [NativeModule] = [
        BuiltinsModule.module, MathModule.module, RandomModule.module, TimeModule.module, SysModule.module,
        OSModule.module,
        PathModule.module,
        CollectionsModule.module, JSONModule.module, OperatorModule.module, CopyModule.module, StringModule.module,
        TypingModule.module, DataclassesModule.module, StatisticsModule.module, TextwrapModule.module,
        FunctoolsModule.module, ItertoolsModule.module, ReModule.module, IOModule.module, PathlibModule.module,
        GlobModule.module, GlobModule.names, ShutilModule.module, ContextModule.module,
        HeapModule.module, BisectModule.module, ABCModule.module, EnumModule.module, PprintModule.module,
        FractionsModule.module,
        DatetimeModule.module, CSVModule.module, SmallModules.warnings, SmallModules.timeit, SmallModules.types,
        SmallModules.traceback, GetpassModule.module, AbstractKinds.collectionsModule, AbstractKinds.numbersModule,
    ]
}
