<?php get_header(); ?>
<div id="primary"><div id="content" role="main">
<?php while ( have_posts() ) : ?>
	<?php the_post(); ?>
<nav id="nav-single"><span class="nav-previous"><?php previous_post_link( '%link' ); ?></span> <span class="nav-next"><?php next_post_link( '%link' ); ?></span></nav>
<article id="post-<?php the_ID(); ?>" <?php post_class(); ?>>
	<header class="entry-header">
	<h1 class="entry-title"><?php the_title(); ?></h1>
	<div class="entry-meta">Posted on <a href="<?php the_permalink(); ?>" rel="bookmark"><time class="entry-date" datetime="<?php the_time( 'c' ); ?>" pubdate><?php echo esc_html( get_the_date() ); ?></time></a> by <span class="author vcard"><a class="url fn n" href="<?php echo esc_url( get_author_posts_url( get_the_author_meta( 'ID' ) ) ); ?>" rel="author"><?php the_author(); ?></a></span></div>
	</header>
	<div class="entry-content"><?php the_content(); ?></div>
	<footer class="entry-meta">This entry was posted in <?php the_category( ', ' ); ?> <?php the_tags( 'and tagged ', ', ' ); ?>. Bookmark the <a href="<?php the_permalink(); ?>" rel="bookmark">permalink</a>.
	<div id="related-posts"><h3>You may also like</h3><ul><?php foreach ( get_posts( array( 'numberposts' => 3, 'orderby' => 'ID', 'exclude' => get_the_ID() ) ) as $other ) : ?><li><a href="<?php echo esc_url( get_permalink( $other ) ); ?>"><?php echo esc_html( get_the_title( $other ) ); ?></a></li><?php endforeach; ?></ul></div>
	</footer>
</article>
	<?php comments_template( '', true ); ?>
<?php endwhile; ?>
</div></div>
<?php get_sidebar(); ?>
<?php get_footer(); ?>
