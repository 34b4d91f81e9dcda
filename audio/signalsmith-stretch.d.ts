// The package has no types; importing it registers a processor and is done for that alone.
declare module 'signalsmith-stretch' {}
