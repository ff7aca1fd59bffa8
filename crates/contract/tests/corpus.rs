//! What the fuzzing targets were given and have found goes through the same entries with every run of the tests.

#[path = "../../../fuzz/entries.rs"]
mod entries;

use std::fs;
use std::path::Path;

type Entry = fn(&[u8]);

#[test]
fn the_corpus_goes_through_every_entry() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    let every: [(&str, Entry); 4] = [
        ("grant", entries::grant),
        ("consumer", entries::consumer),
        ("question", entries::question),
        ("policy", entries::policy),
    ];
    for (name, entry) in every {
        let files: Vec<_> = fs::read_dir(corpus.join(name)).unwrap().collect();
        assert!(files.len() >= 5, "{name} has next to no corpus");
        for file in files {
            let bytes = fs::read(file.unwrap().path()).unwrap();
            // Cut short anywhere, too: a stranger may hang up.
            for length in 0..=bytes.len().min(4_000) {
                entry(&bytes[..length]);
            }
            entry(&bytes);
        }
    }
}
