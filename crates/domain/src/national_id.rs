//! National identity numbers of people who do not exist.

const FIRST_WEIGHTS: [u32; 9] = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const SECOND_WEIGHTS: [u32; 10] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/// Whether a text is a synthetic national identity number: eleven digits with 80 added to the month and both check digits
/// in place (identity.md 9.2). A real person's number never is, so a test world can refuse them all.
pub fn is_synthetic(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    if text.len() != 11 || digits.len() != 11 {
        return false;
    }
    let month = digits[2] * 10 + digits[3];
    (81..=92).contains(&month)
        && check_digit(&digits[..9], &FIRST_WEIGHTS) == Some(digits[9])
        && check_digit(&digits[..10], &SECOND_WEIGHTS) == Some(digits[10])
}

/// The modulus-11 check digit, when there is one.
fn check_digit(digits: &[u32], weights: &[u32]) -> Option<u32> {
    let sum: u32 = digits
        .iter()
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum();
    match (11 - sum % 11) % 11 {
        10 => None,
        digit => Some(digit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_test_people_are_synthetic() {
        for pid in [
            "06857897380",
            "02895998748",
            "23812849735",
            "20924199971",
            "05848998356",
        ] {
            assert!(is_synthetic(pid), "{pid}");
        }
    }

    #[test]
    fn a_number_with_an_ordinary_month_is_not_synthetic() {
        assert!(!is_synthetic("06057897380"));
    }

    #[test]
    fn a_wrong_check_digit_or_length_is_not_synthetic() {
        assert!(!is_synthetic("06857897381"));
        assert!(!is_synthetic("06857897390"));
        assert!(!is_synthetic("0685789738"));
        assert!(!is_synthetic("068578973800"));
        assert!(!is_synthetic("0685789738x"));
    }
}
