<?php get_header(); ?>
<div id="primary"><div id="content" role="main">
<?php while ( have_posts() ) : ?>
	<?php the_post(); ?>
<article id="post-<?php the_ID(); ?>" <?php post_class(); ?>>
<h1 class="entry-title"><a href="<?php the_permalink(); ?>" rel="bookmark"><?php the_title(); ?></a></h1>
<div class="entry-summary"><?php the_excerpt(); ?></div>
<span class="comments-link"><?php comments_popup_link( '0', '1', '%' ); ?></span>
</article>
<?php endwhile; ?>
<nav><?php posts_nav_link(); ?></nav>
</div></div>
<?php get_sidebar(); ?>
<?php get_footer(); ?>
