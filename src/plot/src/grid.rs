//! Where several panels lie in a picture.

use crate::picture::{Rect, Size};

/// Between panels side by side.
const APART: f64 = 28.0;
/// Between panels on top of one another.
const BELOW: f64 = 18.0;

/// Divides a rectangle into panels from left to right, as wide as their weights say.
pub fn across(rect: Rect, weights: &[f64]) -> Vec<Rect> {
    cut(rect.x, rect.width, APART, weights).map(|(x, width)| Rect { x, width, ..rect }).collect()
}

/// Divides a rectangle into panels from top to bottom, as high as their weights say.
pub fn down(rect: Rect, weights: &[f64]) -> Vec<Rect> {
    cut(rect.y, rect.height, BELOW, weights).map(|(y, height)| Rect { y, height, ..rect }).collect()
}

/// Cuts a rectangle into panels from top to bottom, `gap` apart: each gets its share of what the gaps leave, in whole
/// pixels, and the last one the rest.
pub fn stack<const N: usize>(rect: Rect, gap: f64, shares: [f64; N]) -> [Rect; N] {
    let free = rect.height - gap * N.saturating_sub(1) as f64;
    let (mut y, mut left) = (rect.y, N);
    shares.map(|share| {
        left -= 1;
        let height = if left > 0 { (share * free).round() } else { rect.bottom() - y };
        let part = Rect { y, height, ..rect };
        y += height + gap;
        part
    })
}

/// Cuts a rectangle in two at a share of its height, in whole pixels; the lower part begins `gap` below.
pub fn cut_down(rect: Rect, share: f64, gap: f64) -> [Rect; 2] {
    let height = (share * rect.height).round();
    let y = rect.y + height + gap;
    [Rect { height, ..rect }, Rect { y, height: rect.bottom() - y, ..rect }]
}

/// Cuts a rectangle in two at a share of its width, in whole pixels; the right part begins `gap` further.
pub fn cut_across(rect: Rect, share: f64, gap: f64) -> [Rect; 2] {
    let width = (share * rect.width).round();
    let x = rect.x + width + gap;
    [Rect { width, ..rect }, Rect { x, width: rect.right() - x, ..rect }]
}

/// Panels side by side, or on top of one another in a narrow picture.
pub fn panels(size: Size, weights: &[f64]) -> Vec<Rect> {
    if size.narrow() { down(size.rect(), weights) } else { across(size.rect(), weights) }
}

/// A panel of its own for each of `count` small plots of one kind, each at least `least` wide where the picture is,
/// in rows as even as possible; row by row from the top.
pub fn tiles(size: Size, count: usize, least: f64) -> Vec<Rect> {
    let columns = ((size.width + APART) / (least.max(1.0) + APART)).floor().clamp(1.0, count.max(1) as f64) as usize;
    let rows = count.div_ceil(columns);
    let columns = count.div_ceil(rows.max(1)).max(1);
    let all = down(size.rect(), &vec![1.0; rows]);
    all.into_iter().flat_map(|row| across(row, &vec![1.0; columns])).take(count).collect()
}

/// Begin and length of each part. Weights that are not positive count as nothing.
fn cut(from: f64, length: f64, gap: f64, weights: &[f64]) -> impl Iterator<Item = (f64, f64)> {
    let weight = |w: f64| if w.is_finite() { w.max(0.0) } else { 0.0 };
    let total: f64 = weights.iter().map(|&w| weight(w)).sum();
    let room = (length - gap * weights.len().saturating_sub(1) as f64).max(0.0);
    let mut at = from;
    weights.iter().map(move |&w| {
        let part = if total > 0.0 { room * weight(w) / total } else { 0.0 };
        let place = (at, part);
        at += part + gap;
        place
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_share_the_room_between_the_gaps() {
        let rects = across(Rect { x: 10.0, y: 0.0, width: 328.0, height: 50.0 }, &[2.0, 1.0]);
        assert_eq!(rects[0], Rect { x: 10.0, y: 0.0, width: 200.0, height: 50.0 });
        assert_eq!(rects[1], Rect { x: 238.0, y: 0.0, width: 100.0, height: 50.0 });
        assert_eq!(rects[1].right(), 338.0);
    }

    #[test]
    fn cuts_are_whole_pixels_and_leave_the_rest_to_the_last() {
        let rect = Rect { x: 0.0, y: 0.0, width: 320.0, height: 101.0 };
        let parts = stack(rect, 10.0, [0.4, 0.33, 0.27]).map(|part| (part.y, part.height));
        // 81 pixels are free: 32.4, 26.73, and what is left.
        assert_eq!(parts, [(0.0, 32.0), (42.0, 27.0), (79.0, 22.0)]);
        let [upper, lower] = cut_down(rect, 0.56, 14.0);
        assert_eq!((upper.height, lower.y, lower.bottom()), (57.0, 71.0, 101.0));
        let [left, right] = cut_across(lower, 0.48, 28.0);
        assert_eq!((left.width, right.x, right.right(), right.y), (154.0, 182.0, 320.0, 71.0));
    }

    #[test]
    fn narrow_pictures_stack() {
        let phone = panels(Size { width: 340.0, height: 618.0 }, &[1.0, 1.0]);
        assert_eq!((phone[0].height, phone[1].y, phone[1].width), (300.0, 318.0, 340.0));
        let desk = panels(Size { width: 828.0, height: 400.0 }, &[1.0, 1.0]);
        assert_eq!((desk[0].width, desk[1].x, desk[1].height), (400.0, 428.0, 400.0));
    }

    #[test]
    fn tiles_fill_rows() {
        let wide = Size { width: 680.0, height: 400.0 };
        // Three would fit in a row, but two and two are more even than three and one.
        let four = tiles(wide, 4, 200.0);
        assert_eq!((four[1].x, four[2].x), (354.0, 0.0));
        let five = tiles(wide, 5, 200.0);
        assert_eq!((five.len(), five[2].y, five[3].x, five[3].y), (5, 0.0, 0.0, 209.0));
        let phone = tiles(Size { width: 340.0, height: 818.0 }, 3, 200.0);
        assert!(phone.iter().all(|r| r.width == 340.0 && r.x == 0.0));
        assert!(panels(Size { width: 0.0, height: 0.0 }, &[0.0]).iter().all(|r| r.width == 0.0));
    }
}
