//! A picture of the virtual display, read from the frame buffer file that Xvfb keeps (X window dump, version 7).

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::error::Error;

/// How long a display may change before it is pictured as it is.
const PATIENCE: Duration = Duration::from_mins(1);

/// How long a display must stand still to count as finished.
const STILL: Duration = Duration::from_secs(1);

/// Waits until the display shows something and stands still, and keeps what it shows as a PNG.
pub(crate) async fn take(frame_buffer: &Path, into: &Path) -> Result<(), Error> {
    let fail = |source| Error::File {
        path: into.to_owned(),
        source,
    };
    let end = Instant::now() + PATIENCE;
    let mut before = Picture::read(frame_buffer).map_err(fail)?;
    loop {
        sleep(STILL).await;
        let now = Picture::read(frame_buffer).map_err(fail)?;
        if Instant::now() > end || (now == before && !now.is_blank()) {
            return now.save(into).map_err(fail);
        }
        before = now;
    }
}

/// Red, green and blue of each pixel, row by row.
#[derive(PartialEq)]
struct Picture {
    width: u32,
    height: u32,
    pixels: Vec<u8>,
}

impl Picture {
    fn read(frame_buffer: &Path) -> io::Result<Self> {
        Self::from_dump(&std::fs::read(frame_buffer)?)
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "not a 32-bit frame buffer"))
    }

    /// Reads a dump whose header is big-endian and whose pixels are blue, green, red and a byte of nothing.
    fn from_dump(dump: &[u8]) -> Option<Self> {
        let field = |index: usize| {
            Some(u32::from_be_bytes(
                dump.get(index * 4..index * 4 + 4)?.try_into().ok()?,
            ))
        };
        let size = |index: usize| field(index).and_then(|it| usize::try_from(it).ok());
        let (width, height) = (field(4)?, field(5)?);
        let (header, bits, row, colours) = (size(0)?, size(11)?, size(12)?, size(19)?);
        if bits != 32 {
            return None;
        }
        let pixels = dump
            .get(header + colours * 12..)?
            .chunks_exact(row)
            .take(height.try_into().ok()?)
            .flat_map(|line| line.chunks_exact(4).take(width as usize))
            .flat_map(|pixel| [pixel[2], pixel[1], pixel[0]])
            .collect();
        Some(Self {
            width,
            height,
            pixels,
        })
    }

    fn is_blank(&self) -> bool {
        let first = self.pixels.get(..3);
        self.pixels.chunks_exact(3).all(|pixel| Some(pixel) == first)
    }

    fn save(&self, into: &Path) -> io::Result<()> {
        if let Some(folder) = into.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut encoder = png::Encoder::new(BufWriter::new(File::create(into)?), self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.write_header()?.write_image_data(&self.pixels)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dump_is_read_past_its_header_and_colours() {
        let mut header = [0_u32; 25];
        (
            header[0], header[4], header[5], header[11], header[12], header[19],
        ) = (100, 2, 1, 32, 8, 1);
        let mut dump: Vec<u8> = header.iter().flat_map(|it| it.to_be_bytes()).collect();
        dump.extend([0; 12]);
        dump.extend([3, 2, 1, 0, 6, 5, 4, 0]);

        let picture = Picture::from_dump(&dump).unwrap();

        assert_eq!(
            (picture.width, picture.height, picture.pixels.as_slice()),
            (2, 1, &[1, 2, 3, 4, 5, 6][..])
        );
        assert!(!picture.is_blank());
    }

    #[test]
    fn what_is_no_dump_is_refused() {
        assert!(Picture::from_dump(b"short").is_none());
    }
}
