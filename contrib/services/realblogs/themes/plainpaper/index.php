<?php get_header(); ?>
<?php while ( have_posts() ) : ?>
	<?php the_post(); ?>
<div <?php post_class(); ?> id="post-<?php the_ID(); ?>">
<h2 class="entry-title"><a href="<?php the_permalink(); ?>" rel="bookmark"><?php the_title(); ?></a></h2>
<small><?php the_time( 'F jS, Y' ); ?></small>
<div class="entry"><?php the_content(); ?></div>
<p class="postmetadata"><?php the_tags( 'Tags: ', ', ', '<br>' ); ?> <?php comments_popup_link(); ?></p>
</div>
<?php endwhile; ?>
<div class="navigation"><?php posts_nav_link(); ?></div>
<?php get_sidebar(); ?>
<?php get_footer(); ?>
