//! The winddown program: arguments in, one error out, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    winddown::main()
}
