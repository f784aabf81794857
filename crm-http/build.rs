//! The screens are embedded by a macro, which cannot say by itself that their files matter.

fn main() {
    println!("cargo::rerun-if-changed=web/dist");
}
