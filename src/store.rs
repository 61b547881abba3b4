//! What is kept on disk: the journal, where an evening stands, the settings, and the folders for all of it.
//!
//! Files belong to their owner alone. The journal is only ever added to; every other file is replaced as a whole. The
//! [shell](crate::shell) and the [commands](crate::cli) read and write; the core only says what is to be written.

pub(crate) mod bedroom;
pub(crate) mod config;
pub(crate) mod hooks;
pub(crate) mod journal;
pub(crate) mod json_file;
pub(crate) mod paths;
pub(crate) mod safety;
pub(crate) mod state;
pub(crate) mod zone;
