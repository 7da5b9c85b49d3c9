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
