<?php
// The option realblogs_walker chooses whose markup of comments is followed.
add_theme_support( 'automatic-feed-links' );
add_theme_support( 'title-tag' );

function gazette_walker() {
	return (string) get_option( 'realblogs_walker', 'ten' );
}

function gazette_is_ping( $comment ) {
	return in_array( $comment->comment_type, array( 'pingback', 'trackback' ), true );
}

// As Twenty Ten did it: the number is on the inner element, the date a text.
function gazette_ten( $comment, $args, $depth ) {
	if ( gazette_is_ping( $comment ) ) {
		echo '<li class="post pingback"><p>Pingback: ';
		comment_author_link();
		echo '</p>';
		return;
	}
	?>
	<li <?php comment_class(); ?> id="li-comment-<?php comment_ID(); ?>">
		<div id="comment-<?php comment_ID(); ?>">
		<div class="comment-author vcard">
			<?php echo get_avatar( $comment, 40 ); ?>
			<cite class="fn"><?php comment_author_link(); ?></cite> <span class="says">says:</span>
		</div>
		<div class="comment-meta commentmetadata"><a href="<?php echo esc_url( get_comment_link( $comment ) ); ?>"><?php echo esc_html( get_comment_date() . ' at ' . get_comment_time() ); ?></a></div>
		<div class="comment-body"><?php comment_text(); ?></div>
		<div class="reply"><?php comment_reply_link( array_merge( $args, array( 'depth' => $depth, 'max_depth' => $args['max_depth'] ) ) ); ?></div>
		</div>
	<?php
}

// As Twenty Eleven did it: an article with a footer, a time with pubdate.
function gazette_eleven( $comment, $args, $depth ) {
	?>
	<li <?php comment_class(); ?> id="li-comment-<?php comment_ID(); ?>">
		<article id="comment-<?php comment_ID(); ?>" class="comment">
			<footer class="comment-meta">
				<div class="comment-author vcard">
					<?php echo get_avatar( $comment, 68 ); ?>
					<span class="fn"><?php comment_author_link(); ?></span>
					<a href="<?php echo esc_url( get_comment_link( $comment ) ); ?>"><time pubdate datetime="<?php comment_time( 'c' ); ?>"><?php echo esc_html( get_comment_date() . ' ' . get_comment_time() ); ?></time></a>
				</div>
			</footer>
			<div class="comment-content"><?php comment_text(); ?></div>
			<div class="reply"><?php comment_reply_link( array_merge( $args, array( 'depth' => $depth, 'max_depth' => $args['max_depth'] ) ) ); ?></div>
		</article>
	<?php
}

// As Genesis did it: microdata on an article inside of the item.
function gazette_genesis( $comment, $args, $depth ) {
	?>
	<li <?php comment_class(); ?> id="comment-<?php comment_ID(); ?>"><article itemprop="comment" itemscope itemtype="https://schema.org/Comment">
		<header class="comment-header">
			<p class="comment-author" itemprop="author" itemscope itemtype="https://schema.org/Person">
			<?php $url = get_comment_author_url(); ?>
			<span itemprop="name"><?php if ( $url ) : ?><a href="<?php echo esc_url( $url ); ?>" class="comment-author-link" rel="external nofollow" itemprop="url"><?php comment_author(); ?></a><?php else : ?><?php comment_author(); ?><?php endif; ?></span> <span class="says">says</span></p>
			<p class="comment-meta"><time class="comment-time" datetime="<?php comment_time( 'c' ); ?>" itemprop="datePublished"><a class="comment-time-link" href="<?php echo esc_url( get_comment_link( $comment ) ); ?>" itemprop="url"><?php echo esc_html( get_comment_date() . ' at ' . get_comment_time() ); ?></a></time></p>
		</header>
		<div class="comment-content" itemprop="text"><?php comment_text(); ?></div>
		<div class="comment-reply"><?php comment_reply_link( array_merge( $args, array( 'depth' => $depth, 'max_depth' => $args['max_depth'] ) ) ); ?></div>
	</article>
	<?php
}

// As Kubrick did it: everything beside each other in the item, nothing but the item has a class.
function gazette_kubrick( $comment, $args, $depth ) {
	?>
	<li class="<?php echo $comment->comment_ID % 2 ? 'alt' : ''; ?>" id="comment-<?php comment_ID(); ?>">
		<cite><?php comment_author_link(); ?></cite> Says:
		<br />
		<small class="commentmetadata"><a href="#comment-<?php comment_ID(); ?>" title=""><?php comment_date(); ?> at <?php comment_time(); ?></a></small>
		<?php comment_text(); ?>
	<?php
}

// As Hemingway did it: a list of definitions.
function gazette_dl( $comment, $args, $depth ) {
	?>
	<dt id="comment-<?php comment_ID(); ?>"><a href="#comment-<?php comment_ID(); ?>">#</a> <span><?php comment_author_link(); ?></span> On <?php comment_date(); ?> <?php comment_time(); ?></dt>
	<dd><?php comment_text(); ?></dd>
	<?php
}

function gazette_nothing() {}
