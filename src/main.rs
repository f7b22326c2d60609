//! The binary: hands over to the command line.

/// Pages are made of many small strings on all cores at once, which the allocators of some systems
/// serve slowly; `tests/bench/run` is the measure.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    kanxing::cli::run()
}
