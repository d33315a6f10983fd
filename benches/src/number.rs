//! Numbers for readers.

/// Formats a whole number with commas between the thousands.
#[must_use]
pub fn grouped(number: f64) -> String {
    let digits = format!("{:.0}", number.abs());
    let sign = if number <= -0.5 { "-" } else { "" };
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    format!("{sign}{text}")
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_grouped() {
        for (number, text) in [
            (0.0, "0"),
            (-0.4, "0"),
            (999.6, "1,000"),
            (123.0, "123"),
            (1_234.0, "1,234"),
            (12_501_045.2, "12,501,045"),
            (-115.0, "-115"),
            (-1_150.0, "-1,150"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }
}
