//! The markup of the app's views, written as in Leptos, as text and what is filled into it.
//!
//! Leptos makes every element and every attribute of a view by a call of its own. Here what never changes is one piece of
//! HTML, which the browser reads, and code is compiled only for what does change. After the HTML stands a line for each
//! place that is filled in: the way to its node, a digit a child (after 9 come the signs that follow it in ASCII), a
//! letter that says what is filled in, and a name. `src/app/markup.rs` in the app reads it, and says what the letters are.
//!
//! ```text
//! <p class="row"><button type="button">Undo</button> <!----></p>
//! 0Adisabled
//! 0Eclick
//! 2V
//! ```

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use rstml::node::{KeyedAttribute, KeyedAttributeValue, Node, NodeAttribute, NodeElement};
use rstml::{Infallible, Parser, ParserConfig};
use syn::{Error, Expr, ExprLit, Lit, Result};

/// Markup as in Leptos's macro of this name, without components.
#[proc_macro]
pub fn view(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let parser = Parser::new(ParserConfig::default());
    let view = parser.parse_simple(TokenStream::from(tokens)).and_then(|nodes| whole(&nodes));
    view.unwrap_or_else(Error::into_compile_error).into()
}

fn whole(nodes: &[Node]) -> Result<TokenStream> {
    let views = nodes.iter().map(root).collect::<Result<Vec<_>>>()?;
    Ok(match &views[..] {
        [view] => view.clone(),
        views => quote! { crate::app::markup::View::Many(::std::vec![#(#views),*]) },
    })
}

fn root(node: &Node) -> Result<TokenStream> {
    match node {
        Node::Element(element) => {
            let mut template = Template::default();
            template.element(element, "")?;
            let Template { html, marks, holes } = template;
            let text = html.replace('\n', "&#10;") + &marks;
            Ok(quote! { crate::app::markup::View::Made(#text, ::std::vec![#(#holes),*]) })
        }
        Node::Block(block) => Ok(shown(block)),
        Node::Text(text) => Ok(shown(&text.value)),
        other => Err(Error::new_spanned(other, "no part of a view")),
    }
}

/// What is shown as text or as a view of its own.
fn shown(what: &impl ToTokens) -> TokenStream {
    quote! { {
        #[allow(unused_braces)]
        let shown = #what;
        crate::app::markup::Shown::shown(shown)
    } }
}

/// An element with all that is in it.
#[derive(Default)]
struct Template {
    html: String,
    /// A line for each hole.
    marks: String,
    holes: Vec<TokenStream>,
}

impl Template {
    fn mark(&mut self, path: &str, kind: char, name: &str, hole: TokenStream) {
        self.marks += &format!("\n{path}{kind}{name}");
        self.holes.push(hole);
    }

    fn element(&mut self, element: &NodeElement<Infallible>, path: &str) -> Result<()> {
        let tag = element.name().to_string();
        self.html += &format!("<{tag}");
        for attribute in element.attributes() {
            match attribute {
                NodeAttribute::Attribute(attribute) => self.attribute(attribute, path)?,
                NodeAttribute::Block(block) => return Err(Error::new_spanned(block, "an attribute has a name")),
            }
        }
        self.html.push('>');
        if tag == "input" {
            return Ok(());
        }
        // Texts side by side are one node.
        let (mut count, mut in_text) = (0, false);
        for child in &element.children {
            if !(in_text && matches!(child, Node::Text(_))) {
                count += 1;
            }
            in_text = matches!(child, Node::Text(_));
            let path = format!("{path}{}", step(count - 1, child)?);
            match child {
                Node::Element(child) => self.element(child, &path)?,
                Node::Text(text) => self.html += &escaped(&text.value.value()),
                Node::Block(block) => {
                    self.html += "<!---->";
                    let view = shown(block);
                    self.mark(&path, 'V', "", quote! { crate::app::markup::Hole::Shown(#view) });
                }
                other => return Err(Error::new_spanned(other, "no part of a view")),
            }
        }
        self.html += &format!("</{tag}>");
        Ok(())
    }

    fn attribute(&mut self, attribute: &KeyedAttribute, path: &str) -> Result<()> {
        let name = attribute.key.to_string();
        let Some(value) = attribute.value() else {
            if let KeyedAttributeValue::None = attribute.possible_value {
                self.html += &format!(" {name}");
                return Ok(());
            }
            return Err(Error::new_spanned(attribute, "no value of an attribute"));
        };
        let hole = quote! { crate::app::markup::Filling::hole(#value) };
        if let Some((kind, name)) = name.split_once(':') {
            let kind = match kind {
                "on" => {
                    let event = event(name);
                    self.mark(path, 'E', name, quote! { crate::app::markup::heard::<::web_sys::#event>(#value) });
                    return Ok(());
                }
                "prop" => 'P',
                "class" => 'C',
                "style" => 'S',
                _ => return Err(Error::new_spanned(attribute, "no kind of attribute")),
            };
            self.mark(path, kind, name, hole);
            return Ok(());
        }
        match (name.as_str(), value) {
            ("node_ref", _) => self.mark(path, 'R', "", quote! { crate::app::markup::Hole::Held(#value) }),
            ("inner_html", _) => self.mark(path, 'H', "", hole),
            // A property of a style sheet's and its value.
            ("style", Expr::Tuple(pair)) => {
                let pair: Vec<_> = pair.elems.iter().collect();
                let [Expr::Lit(ExprLit { lit: Lit::Str(name), .. }), value] = pair[..] else {
                    return Err(Error::new_spanned(value, "no property and value"));
                };
                self.mark(path, 'S', &name.value(), quote! { crate::app::markup::Filling::hole(#value) });
            }
            (_, Expr::Lit(ExprLit { lit: Lit::Str(text), .. })) => {
                self.html += &format!(" {name}=\"{}\"", escaped(&text.value()));
            }
            _ => self.mark(path, 'A', &name, hole),
        }
        Ok(())
    }
}

/// The sign that leads to a child.
fn step(index: u8, child: &Node) -> Result<char> {
    let sign = char::from(b'0' + index);
    // Capital letters say what is filled in.
    if sign.is_ascii_uppercase() { Err(Error::new_spanned(child, "too many children")) } else { Ok(sign) }
}

/// The type of an event, by its name.
fn event(name: &str) -> syn::Ident {
    let kind = match name {
        "click" => "MouseEvent",
        "submit" => "SubmitEvent",
        "wheel" => "WheelEvent",
        _ if name.starts_with("key") => "KeyboardEvent",
        _ if name.starts_with("pointer") => "PointerEvent",
        _ => "Event",
    };
    syn::Ident::new(kind, proc_macro2::Span::call_site())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts of the views that markup becomes.
    fn texts(markup: TokenStream) -> Vec<String> {
        let nodes = Parser::new(ParserConfig::default()).parse_simple(markup).unwrap();
        let text = |node: &Node| {
            let Node::Element(element) = node else { return String::new() };
            let mut template = Template::default();
            template.element(element, "").unwrap();
            assert_eq!(template.marks.matches('\n').count(), template.holes.len());
            template.html + &template.marks
        };
        nodes.iter().map(text).collect()
    }

    #[test]
    fn what_never_changes_is_html_and_the_rest_is_marked() {
        let row = quote! {
            <p class="row"><button type="button" disabled=off on:click=undo>"Undo"</button>" "{words}</p>
        };
        let text = "<p class=\"row\"><button type=\"button\">Undo</button> <!----></p>\n0Adisabled\n0Eclick\n2V";
        assert_eq!(texts(row), [text]);
    }

    #[test]
    fn every_kind_of_hole_has_its_letter() {
        let field = quote! {
            <input readonly type="text" prop:value=now class:on=is style:left=x style=("--wide", w) node_ref=it inner_html=h/>
        };
        let text = "<input readonly type=\"text\">\nPvalue\nCon\nSleft\nS--wide\nR\nH";
        assert_eq!(texts(field), [text]);
    }

    #[test]
    fn texts_side_by_side_are_one_node_and_signs_are_escaped() {
        let line = quote! { <b title="a \"b\" & c">"1 < 2" " & 3"{x}<i>{y}</i></b> };
        let text = "<b title=\"a &quot;b&quot; &amp; c\">1 &lt; 2 &amp; 3<!----><i><!----></i></b>\n1V\n20V";
        assert_eq!(texts(line), [text]);
    }

    #[test]
    fn several_roots_are_several_views() {
        assert_eq!(texts(quote! { <p></p>{x}<i></i> }), ["<p></p>", "", "<i></i>"]);
        let whole = |markup: TokenStream| {
            let nodes = Parser::new(ParserConfig::default()).parse_simple(markup).unwrap();
            whole(&nodes).map(|tokens| tokens.to_string())
        };
        assert!(whole(quote! { <p></p><p></p> }).unwrap().contains("View :: Many"));
        assert!(!whole(quote! { <p></p> }).unwrap().contains("View :: Many"));
        let wrong = whole(quote! { <p use:x=y></p> }).unwrap_err();
        assert!(wrong.to_string().contains("no kind of attribute"), "{wrong}");
    }
}
